namespace CostCompass.Providers.Http;

/// <summary>The format of a provider's amounts. Any other format is an error, because a changed format may also mean a changed unit.</summary>
[Flags]
internal enum AmountForm
{
    /// <summary>JSON text in plain decimal notation.</summary>
    Text = 1,

    /// <summary>A JSON number.</summary>
    Number = 2,

    /// <summary>A JSON number, or text that contains one, possibly with an exponent.</summary>
    Either = Text | Number,
}
