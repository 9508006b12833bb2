namespace CostCompass.Providers.Http;

/// <summary>How a provider writes an amount. What is written otherwise is a fault: a form that changed may have changed its unit as well.</summary>
[Flags]
internal enum AmountForm
{
    /// <summary>A JSON text in plain decimal notation.</summary>
    Text = 1,

    /// <summary>A JSON number.</summary>
    Number = 2,

    /// <summary>A JSON number, or a text that holds one, be it with an exponent.</summary>
    Either = Text | Number,
}
