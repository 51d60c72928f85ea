"""The pictures of a report: what they show (``report_charts``) and how that is drawn (``svg_drawing``)."""
