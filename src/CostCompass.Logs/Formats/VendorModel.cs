namespace CostCompass.Logs.Formats;

/// <summary>Names the model of a call by the vendor that bills it: the same model has other prices at another vendor.</summary>
internal static class VendorModel
{
    // Vendors that offer DeepSeek models and bill them themselves. An address that the user configured may belong to any vendor.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "alibaba", "amazon-bedrock", "azure", "baseten", "bedrock", "cerebras", "chutes", "cline", "cloudflare", "cloudflare-workers-ai",
        "copilot", "deepinfra", "fireworks", "fireworks-ai", "friendli", "github-copilot", "github-models", "glama", "google-vertex", "groq",
        "huggingface", "io-intelligence", "kilo", "kilocode", "lmstudio", "modelscope", "nebius", "novita", "novita-ai", "nvidia", "ollama",
        "opencode", "openrouter", "qiniu", "requesty", "roo", "sambanova", "siliconflow", "siliconflow-cn", "together", "togetherai", "unbound",
        "vercel", "vercel-ai-gateway", "vertex", "volcengine", "vscode-lm", "zenmux",
    };

    /// <summary>The name of the model, with the prefix of the vendor if it is another vendor: the format that routers use.</summary>
    /// <param name="provider">The provider of the model, as the agent logs it, or null if the log doesn't contain it.</param>
    /// <param name="model">The model's name.</param>
    public static string Name(string? provider, string model) =>
        provider is not null && Others.Contains(provider) && !model.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase) ? $"{provider}/{model}" : model;
}
