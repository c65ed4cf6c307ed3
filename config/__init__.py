"""What an office may edit: the regulation as data, the sample office, holidays, templates; and their loaders."""
