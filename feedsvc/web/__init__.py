"""The addresses: views read a request, call one function, answer."""
