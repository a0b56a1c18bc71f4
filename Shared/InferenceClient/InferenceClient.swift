// InferenceClient
