using System.Runtime.CompilerServices;
using CostCompass.Logs.Json;

namespace CostCompass.Logs.Formats;

/// <summary>The known formats, in the order in which they are tried.</summary>
internal static class CallFormats
{
    /// <summary>The fields that they need.</summary>
    public static readonly FieldTree Fields = new();

    private static readonly AnthropicEvents Events = new(Fields);

    private static readonly ICallFormat[] All =
    [
        Events,
        new ChatAnswer(Fields, "message.", isUsageItself: false),
        new ResponsesAnswer(Fields, "message.", isUsageItself: false),
        new ClaudeCodeLog(Fields),
        new HarnessLog(Fields),
        new CodexLog(Fields),
        new OpenCodeMessage(Fields),
        new ClineTask(Fields),
        new ClineSession(Fields),
        .. Answers("response.", isUsageItself: false),
        .. Answers("", isUsageItself: false),
        .. Answers("", isUsageItself: true),
    ];

    private static readonly (int Usage, int Model)[] Places =
        [.. new[] { "", "message.", "response." }.Select(place => (Fields.Add(place + "usage"), Fields.Add(place + "model")))];

    /// <summary>Reads a document of a source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take(LogDocument document, CallSource source)
    {
        foreach (ICallFormat format in All)
        {
            if (format.TryTake(document, source))
            {
                return;
            }
        }

        // Of a model, and with a usage that isn't an object.
        if (Array.Exists(Places, place => document[place.Usage] is { IsNull: false, IsObject: false })
            && Array.Exists(Places, place => document[place.Model].IsText))
        {
            source.Report(Faults.Incomplete);
        }
    }

    /// <summary>Completes what is still open at the end of a source.</summary>
    public static void Finish(CallSource source) => Events.Finish(source);

    private static ICallFormat[] Answers(string place, bool isUsageItself) =>
        [new ChatAnswer(Fields, place, isUsageItself), new ResponsesAnswer(Fields, place, isUsageItself), new AnthropicAnswer(Fields, place, isUsageItself)];
}
