import "./public.js";
import "htmx.org";
import "./upload-beside.js";
