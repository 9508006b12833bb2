using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>
/// A format in which agents log calls, or in which an API answers them. It says which fields of a document it needs, and makes a call of
/// them. One object serves all sources at once: what has to be kept from document to document is kept by the source.
/// </summary>
internal interface ICallFormat
{
    /// <summary>Takes a document, unless it is of another format.</summary>
    /// <param name="document">The document.</param>
    /// <param name="source">Where it comes from, and where its calls and faults go.</param>
    /// <returns>False when the next format is to be asked.</returns>
    bool TryTake(LogDocument document, CallSource source);
}
