"""From the model to a semantic HTML page: template search, environment, contexts."""
