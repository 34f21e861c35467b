import "./public.js";
import "htmx.org";
