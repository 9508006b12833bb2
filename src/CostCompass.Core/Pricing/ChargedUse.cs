namespace CostCompass.Pricing;

/// <summary>What DeepSeek charges per use, beside tokens.</summary>
public enum ChargedUse
{
    /// <summary>Web searches and fetches that the server makes while it answers, as for Claude Code, Codex and DeepSeek Harness.</summary>
    WebSearch,

    /// <summary>Web searches and fetches through the API's own tools endpoints.</summary>
    WebEndpoint,

    /// <summary>Pages of files that are parsed or read by OCR.</summary>
    FileParsing,

    /// <summary>Characters that are spoken.</summary>
    TextToSpeech,

    /// <summary>Speech that is written down.</summary>
    SpeechToText,
}
