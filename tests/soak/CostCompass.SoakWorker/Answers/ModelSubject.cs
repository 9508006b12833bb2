using System.Text.Json;
using CostCompass.Providers.DeepSeek;
using static CostCompass.SoakWorker.Answers.StatedAnswer;

namespace CostCompass.SoakWorker.Answers;

/// <summary>DeepSeek's list of models.</summary>
internal sealed class ModelSubject : AnswerSubject
{
    public override IReadOnlyList<string> Answers { get; } =
    [
        """{"object":"list","data":[{"id":"deepseek-flash","object":"model","owned_by":"deepseek","name":"Flash","context_window":131072,"max_output_tokens":8192},{"id":"deepseek-pro"}]}""",
    ];

    public override string? Read(IReadOnlyList<byte[]> pages)
    {
        Server.Serve(pages);
        IReadOnlyList<DeepSeekModel> models = new DeepSeekProvider(Http).ReadModelsAsync(RequestTo(new Uri("https://api.deepseek.com"))).GetAwaiter().GetResult().Models;
        return Compare(pages[0], answer =>
        {
            JsonElement[] stated = [.. List(At(answer.Root, "data"))];
            return models.Count == stated.Length && models.Zip(stated).All(pair => IsSame(pair.First, pair.Second)) ? null : "a model is not as it is stated";
        });
    }

    private static bool IsSame(DeepSeekModel model, JsonElement stated) =>
        model.Id == Text(At(stated, "id"))
        && model.Id.All(letter => letter is > ' ' and <= '~')
        && IsSame(model.ContextWindow, Find(stated, "context_window"))
        && IsSame(model.MaxOutputTokens, Find(stated, "max_output_tokens"))
        && !(model.Name + model.OwnedBy).Any(char.IsControl);

    // A figure that is only shown may be unknown, but not another one.
    private static bool IsSame(long? read, JsonElement? stated) =>
        read is null || (stated is { ValueKind: JsonValueKind.Number } number && number.GetDouble() == read.Value);
}
