namespace CostCompass.Logs.Formats;

/// <summary>Names the model of a call by who bills it: the same model has other prices at another vendor.</summary>
internal static class VendorModel
{
    // Vendors under whose own bill models of DeepSeek are offered too. An address of the user's own is not known to be another vendor's.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "alibaba", "amazon-bedrock", "azure", "baseten", "bedrock", "cerebras", "chutes", "cline", "cloudflare", "cloudflare-workers-ai",
        "copilot", "deepinfra", "fireworks", "fireworks-ai", "friendli", "github-copilot", "github-models", "glama", "google-vertex", "groq",
        "huggingface", "io-intelligence", "kilo", "kilocode", "lmstudio", "modelscope", "nebius", "novita", "novita-ai", "nvidia", "ollama",
        "opencode", "openrouter", "qiniu", "requesty", "roo", "sambanova", "siliconflow", "siliconflow-cn", "together", "togetherai", "unbound",
        "vercel", "vercel-ai-gateway", "vertex", "volcengine", "vscode-lm", "zenmux",
    };

    /// <summary>The model's name, behind the vendor's when that is another one: as routers write it.</summary>
    /// <param name="provider">Who served the model, as the agent names it; null when it doesn't tell.</param>
    /// <param name="model">The model's name.</param>
    public static string Name(string? provider, string model) =>
        provider is not null && Others.Contains(provider) && !model.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase) ? $"{provider}/{model}" : model;
}
