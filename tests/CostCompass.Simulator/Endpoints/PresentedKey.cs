namespace CostCompass.Simulator.Endpoints;

/// <summary>Where a provider looks for the key.</summary>
internal static class PresentedKey
{
    /// <summary>The header, and what stands before the key in it.</summary>
    public static (string Header, string Scheme) Place(string path) => path switch
    {
        AnthropicEndpoint.Path => ("x-api-key", ""),
        DefinedEndpoints.ReportPath => ("X-Billing-Token", "Token "),
        _ => ("Authorization", "Bearer "),
    };
}
