namespace CostCompass.Providers.Http;

/// <summary>Makes the error of a JSON text that isn't what it must be.</summary>
internal abstract class JsonFault
{
    /// <summary>What the whole text is called in a message.</summary>
    public abstract string Whole { get; }

    /// <summary>The key that no quoted text may show. Empty if there is none.</summary>
    public abstract ReadOnlySpan<char> Key { get; }

    /// <summary>The error for one field.</summary>
    /// <param name="field">The path of the field, such as <c>balance_infos[0].total_balance</c>, or <see cref="Whole"/>.</param>
    /// <param name="problem">What is wrong, continuing a sentence that begins with the field. Never the value: it may hold anything.</param>
    public abstract CostException At(string field, string problem);
}
