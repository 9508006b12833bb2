namespace CostCompass.Pricing;

/// <summary>What DeepSeek charges per use, in addition to tokens.</summary>
public enum ChargedUse
{
    /// <summary>Web searches and fetches that the server makes during a response, for example for Claude Code, Codex and DeepSeek Harness.</summary>
    WebSearch,

    /// <summary>Web searches and fetches through the API's own tools endpoints.</summary>
    WebEndpoint,

    /// <summary>Pages of files that are parsed or read by OCR.</summary>
    FileParsing,

    /// <summary>Characters of synthesized speech.</summary>
    TextToSpeech,

    /// <summary>Transcribed speech.</summary>
    SpeechToText,
}
