"""The check as a form in a browser: pages, what was answered, and a guard before them. Needs the extra."""
