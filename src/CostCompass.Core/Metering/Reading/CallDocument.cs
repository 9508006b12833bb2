using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Reading;

/// <summary>
/// Takes from one JSON object what tells of a call, wherever the known formats have it; all else is checked and passed over.
/// Of a name that comes twice in an object the last counts.
/// </summary>
internal struct CallDocument
{
    public CallDocument()
    {
    }

    /// <summary>The fields at the top.</summary>
    public AnswerFields Top { get; private set; } = new();

    /// <summary>The fields inside <c>message</c> or <c>response</c>.</summary>
    public AnswerFields Inner { get; private set; } = new();

    /// <summary>The value of <c>timestamp</c>.</summary>
    public JsonText Timestamp { get; private set; }

    /// <summary>The value of <c>requestId</c>.</summary>
    public JsonText RequestId { get; private set; }

    /// <summary>Reads the object at which the cursor stands.</summary>
    /// <returns>False when it is no object, not whole or not valid.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Read(ref JsonCursor json, ReadOnlySpan<byte> data, out CallDocument document)
    {
        document = new CallDocument();
        var top = new AnswerFields();
        var own = new UsageCounts();
        if (!document.ReadFields(ref json, data, ref top, ref own, isTop: true))
        {
            return false;
        }

        if (!top.HasUsage && !top.HasOddUsage && !document.Inner.HasUsage && own.IsUsage)
        {
            top.Usage = own;
            top.HasUsage = true;
        }

        document.Top = top;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadFields(ref JsonCursor json, ReadOnlySpan<byte> data, ref AnswerFields answer, ref UsageCounts own, bool isTop)
    {
        if (!json.Take((byte)'{'))
        {
            return false;
        }

        if (json.Peek() == (byte)'}')
        {
            return json.Take((byte)'}');
        }

        do
        {
            if (!json.TakeName(out JsonText name))
            {
                return false;
            }

            ReadOnlySpan<byte> field = name.Bytes(data);
            bool isRead = field.Length switch
            {
                2 when field.SequenceEqual("id"u8) => ReadText(ref json, out JsonText text) && Set(answer.Id = text),
                4 when field.SequenceEqual("type"u8) => ReadText(ref json, out JsonText text) && Set(answer.Type = text),
                5 when field.SequenceEqual("model"u8) => ReadText(ref json, out JsonText text) && Set(answer.Model = text),
                5 when field.SequenceEqual("usage"u8) => ReadUsage(ref json, data, ref answer),
                6 when field.SequenceEqual("object"u8) => ReadText(ref json, out JsonText text) && Set(answer.Kind = text),
                7 when field.SequenceEqual("created"u8) => ReadInstant(ref json, out JsonText instant) && Set(answer.Created = instant),
                10 when field.SequenceEqual("created_at"u8) => ReadInstant(ref json, out JsonText instant) && Set(answer.Created = instant),
                12 when field.SequenceEqual("completed_at"u8) => ReadInstant(ref json, out JsonText instant) && Set(answer.Completed = instant),
                7 when isTop && field.SequenceEqual("message"u8) => ReadInner(ref json, data),
                8 when isTop && field.SequenceEqual("response"u8) => ReadInner(ref json, data),
                9 when isTop && field.SequenceEqual("timestamp"u8) => ReadText(ref json, out JsonText text) && Set(Timestamp = text),
                9 when isTop && field.SequenceEqual("requestId"u8) => ReadText(ref json, out JsonText text) && Set(RequestId = text),
                > 11 when isTop => UsageFields.Read(ref json, data, field, ref own),
                _ => json.SkipValue(),
            };
            if (!isRead)
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        return json.Take((byte)'}');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadInner(ref JsonCursor json, ReadOnlySpan<byte> data)
    {
        var inner = new AnswerFields();
        var unused = new UsageCounts();
        bool isRead = json.Peek() == (byte)'{' ? ReadFields(ref json, data, ref inner, ref unused, isTop: false) : json.SkipValue();
        Inner = inner;
        return isRead;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadUsage(ref JsonCursor json, ReadOnlySpan<byte> data, ref AnswerFields answer)
    {
        byte first = json.Peek();
        var usage = new UsageCounts();
        bool isRead = first == (byte)'{' ? UsageFields.ReadAll(ref json, data, ref usage) : json.SkipValue();
        answer.HasUsage = first == (byte)'{';
        answer.HasOddUsage = first is not ((byte)'{' or (byte)'n');
        answer.Usage = usage;
        return isRead;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadText(ref JsonCursor json, out JsonText text)
    {
        text = default;
        return json.Peek() == (byte)'"' ? json.TakeText(out text) : json.SkipValue();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadInstant(ref JsonCursor json, out JsonText instant)
    {
        instant = default;
        return json.Peek() switch
        {
            (byte)'"' => json.TakeText(out instant),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => json.TakeNumber(out instant),
            _ => json.SkipValue(),
        };
    }

    private static bool Set(JsonText _) => true;
}
