using System.Collections;
using System.Text;

namespace CostCompass.Commands;

/// <summary>
/// Reads messages in the format of the API: a role and content, which is text or a list of parts, and optional tool calls. Only text
/// can be estimated. Images, audio and files are rejected.
/// </summary>
internal static class MessageReader
{
    private const int MaximumDepth = 64;

    private static readonly string[] Unreadable = ["image", "audio", "video", "file", "document"];

    /// <summary>The text of a message.</summary>
    /// <param name="message">A hashtable or an object with <c>content</c>, or just text.</param>
    /// <exception cref="CostException"><c>MessageInvalid</c> or <c>MessageNotText</c>.</exception>
    public static PromptMessage Read(object? message)
    {
        object? plain = PropertyBag.Unwrap(message);
        if (plain is string alone)
        {
            return new PromptMessage(alone);
        }

        if (!PropertyBag.Is(plain) || (PropertyBag.Get(plain, "role") is null && PropertyBag.Get(plain, "content") is null))
        {
            throw QuoteErrors.MessageInvalid("it must have a role and content");
        }

        var text = new StringBuilder();
        var structure = new StringBuilder();
        foreach ((string name, object? value) in PropertyBag.All(plain!).Where(property => property.Name != "role"))
        {
            switch (name)
            {
                case "content":
                    AddContent(value, text, structure);
                    break;

                // The service passes the previous reasoning to the model unchanged.
                case "reasoning_content" when value is string thoughts:
                    text.Append(thoughts);
                    break;
                default:
                    AddStructure(name, value, structure, 0);
                    break;
            }
        }

        return new PromptMessage(text.ToString(), structure.ToString());
    }

    private static void AddContent(object? content, StringBuilder text, StringBuilder structure)
    {
        switch (content)
        {
            case null:
                break;
            case string whole:
                text.Append(whole);
                break;
            case IList parts:
                foreach (object? part in parts)
                {
                    AddPart(PropertyBag.Unwrap(part), text, structure);
                }

                break;
            case var single:
                AddPart(single, text, structure);
                break;
        }
    }

    private static void AddPart(object? part, StringBuilder text, StringBuilder structure)
    {
        RefuseUnreadable(part);
        if (part is string alone)
        {
            text.Append(alone);
        }
        else if (PropertyBag.Is(part))
        {
            if (PropertyBag.Get(part, "text") is string words)
            {
                text.Append(words);
            }
            else
            {
                AddStructure("", part, structure, 0);
            }
        }
        else if (part is not null)
        {
            throw QuoteErrors.MessageInvalid("a part of its content is neither text nor an object");
        }
    }

    private static void AddStructure(string name, object? value, StringBuilder structure, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw QuoteErrors.MessageInvalid("it is nested too deeply");
        }

        RefuseUnreadable(value);
        structure.Append(name).Append(':');
        if (value is IList items)
        {
            foreach (object? item in items)
            {
                AddStructure("", PropertyBag.Unwrap(item), structure, depth + 1);
            }
        }
        else if (PropertyBag.Is(value))
        {
            foreach ((string inner, object? innerValue) in PropertyBag.All(value!))
            {
                AddStructure(inner, innerValue, structure, depth + 1);
            }
        }
        else
        {
            structure.Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append(',');
        }
    }

    private static void RefuseUnreadable(object? part)
    {
        if (PropertyBag.Is(part)
            && PropertyBag.Get(part, "type") is string type
            && Array.Exists(Unreadable, word => type.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            throw QuoteErrors.MessageNotText(type);
        }
    }
}
