namespace CostCompass.SoakWorker.Answers;

/// <summary>An answer does not say what its provider documents, so that it must have been refused.</summary>
/// <param name="message">What is not there.</param>
public sealed class NotStatedException(string message) : Exception(message);
