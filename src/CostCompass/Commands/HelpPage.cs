namespace CostCompass.Commands;

/// <summary>The address of the help pages that <c>Get-Help -Online</c> opens.</summary>
internal static class HelpPage
{
    /// <summary>The address of the folder docs/en-US. It begins with the ProjectUri of the manifest.</summary>
    public const string Folder = "https://github.com/CostCompass/CostCompass/blob/main/docs/en-US/";
}
