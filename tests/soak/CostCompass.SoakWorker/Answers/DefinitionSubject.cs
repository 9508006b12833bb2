using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;
using static CostCompass.SoakWorker.Answers.StatedAnswer;

namespace CostCompass.SoakWorker.Answers;

/// <summary>The definitions of providers themselves: whatever a file says, the key stays at the host that it names.</summary>
internal sealed class DefinitionSubject : AnswerSubject
{
    public override IReadOnlyList<string> Answers { get; } = [SampleDefinitions.Pools, SampleDefinitions.Used, SampleDefinitions.Stability, SampleDefinitions.Acme];

    public override bool RefusesTheUnknown => true;

    public override bool IsAnswer => false;

    public override bool MayEndIn(CostException failure) => failure.ErrorId == ProviderErrorId.InvalidProviderDefinition;

    public override string? Read(IReadOnlyList<byte[]> pages)
    {
        ProviderDefinition definition = Catalog.Check(ProviderDefinitionReader.Read(pages[0], "sample.json"));
        CostProvider description = definition.Description;
        Uri target = BaseAddress.Combine(description.BaseUri, definition.Report?.PathOf(definition.Request.Path, From, To, "a&b=/../..//x") ?? definition.Request.Path);
        bool isAtHost = target.Host == description.BaseUri.Host && target.Port == description.BaseUri.Port && target.Scheme == description.BaseUri.Scheme && target.UserInfo.Length == 0;
        bool isSafe = description.BaseUri.Scheme == Uri.UriSchemeHttps || (description.BaseUri.IsLoopback && description.BaseUri.Scheme == Uri.UriSchemeHttp);
        return !isAtHost || !isSafe ? $"the key would go to {target}"
            : (description.Name + description.Reports + description.DoesNotReport + description.EnvironmentVariable).Any(char.IsControl) ? "a text is not fit to be shown"
            : Compare(pages[0].AsSpan().StartsWith("\uFEFF"u8) ? pages[0][3..] : pages[0], answer =>
                Uri.TryCreate(Text(At(answer.Root, "baseUri")), UriKind.Absolute, out Uri? stated) && stated.Host == target.Host
                && Text(At(answer.Root, "environmentVariable")) == description.EnvironmentVariable
                    ? null : "the address or the variable is not the one that is stated");
    }
}
