"""The pages: what citizens and officers see in a browser. Each works without a script; a page is a view of the API.

A view asks the handlers of `gateway.api` and shows what they give; it knows no rule of its own.
"""
