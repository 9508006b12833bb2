using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A format in which agents log calls or an API responds. It declares the fields that it needs and converts them to a call. All sources
/// share one object, so anything that must be remembered between documents is kept by the source.
/// </summary>
internal interface ICallFormat
{
    /// <summary>Reads a document, unless it has another format.</summary>
    /// <param name="document">The document.</param>
    /// <param name="source">The source of the document, which receives its calls and faults.</param>
    /// <returns>False if the next format should be tried.</returns>
    bool TryTake(LogDocument document, CallSource source);
}
