namespace CostCompass.Providers.Http;

/// <summary>Creates the error for invalid JSON.</summary>
internal abstract class JsonFault
{
    /// <summary>The name of the whole text in a message.</summary>
    public abstract string Whole { get; }

    /// <summary>The key that no quoted text may contain. Empty if there is none.</summary>
    public abstract ReadOnlySpan<char> Key { get; }

    /// <summary>The error for one field.</summary>
    /// <param name="field">The path of the field, such as <c>balance_infos[0].total_balance</c>, or <see cref="Whole"/>.</param>
    /// <param name="problem">The problem, as the predicate of a sentence about the field. Never the value, which may contain anything.</param>
    public abstract CostException At(string field, string problem);
}
