using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>The counts of a <c>usage</c>, in whichever of the three formats it is written. A count is <see cref="None"/> where it is not given.</summary>
internal struct UsageCounts
{
    /// <summary>A count that is not given, or given as null.</summary>
    public const int None = -1;

    /// <summary>A count that is no whole number from 0 to 2,147,483,647.</summary>
    public const int Invalid = -2;

    public UsageCounts()
    {
    }

    public int PromptTokens { get; set; } = None;

    public int CompletionTokens { get; set; } = None;

    public int TotalTokens { get; set; } = None;

    public int PromptHits { get; set; } = None;

    public int PromptMisses { get; set; } = None;

    public int InputTokens { get; set; } = None;

    public int OutputTokens { get; set; } = None;

    public int CacheRead { get; set; } = None;

    public int CacheCreation { get; set; } = None;

    /// <summary><c>cached_tokens</c> in the details of the prompt or of the input.</summary>
    public int Cached { get; set; } = None;

    /// <summary><c>reasoning_tokens</c> in the details of the completion or of the output.</summary>
    public int Reasoning { get; set; } = None;

    /// <summary><c>web_search_requests</c> in <c>server_tool_use</c>.</summary>
    public int WebSearches { get; set; } = None;

    /// <summary><c>web_fetch_requests</c> in <c>server_tool_use</c>.</summary>
    public int WebFetches { get; set; } = None;

    /// <summary>Whether there are <c>input_tokens_details</c>, which only the Responses format has.</summary>
    public bool HasInputDetails { get; set; }

    /// <summary>Whether both a prompt and an answer are counted, so that an object without a <c>usage</c> is one itself.</summary>
    public readonly bool IsUsage => (PromptTokens != None || InputTokens != None || PromptHits != None) && (CompletionTokens != None || OutputTokens != None);

    /// <summary>These counts, and those of an earlier event where these have none.</summary>
    public readonly UsageCounts Over(in UsageCounts earlier) => new()
    {
        PromptTokens = Either(PromptTokens, earlier.PromptTokens),
        CompletionTokens = Either(CompletionTokens, earlier.CompletionTokens),
        TotalTokens = Either(TotalTokens, earlier.TotalTokens),
        PromptHits = Either(PromptHits, earlier.PromptHits),
        PromptMisses = Either(PromptMisses, earlier.PromptMisses),
        InputTokens = Either(InputTokens, earlier.InputTokens),
        OutputTokens = Either(OutputTokens, earlier.OutputTokens),
        CacheRead = Either(CacheRead, earlier.CacheRead),
        CacheCreation = Either(CacheCreation, earlier.CacheCreation),
        Cached = Either(Cached, earlier.Cached),
        Reasoning = Either(Reasoning, earlier.Reasoning),
        WebSearches = Either(WebSearches, earlier.WebSearches),
        WebFetches = Either(WebFetches, earlier.WebFetches),
        HasInputDetails = HasInputDetails || earlier.HasInputDetails,
    };

    /// <summary>Reads the value of a count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Read(ref JsonCursor json, ReadOnlySpan<byte> data, out int count)
    {
        byte first = json.Peek();
        if (first is >= (byte)'0' and <= (byte)'9')
        {
            count = Invalid;
            if (!json.TakeNumber(out JsonText number))
            {
                return false;
            }

            ReadOnlySpan<byte> digits = data.Slice(number.Start, number.Length);
            if (Utf8Parser.TryParse(digits, out int value, out int used) && used == digits.Length)
            {
                count = value;
            }

            return true;
        }

        count = first == (byte)'n' ? None : Invalid;
        return json.SkipValue();
    }

    private static int Either(int later, int earlier) => later == None ? earlier : later;
}
