using CostCompass.Storage.Files;

namespace CostCompass.SoakWorker.Files;

/// <summary>Settings of another program for <c>Import-CostAccount</c>.</summary>
internal sealed class SettingsSubject : FileSubject
{
    private static readonly byte[] _sound =
        """{"ui":{"theme":"dark"},"accounts":[{"id":"deepseek","provider":"deepseek","api_key_env":"DEEPSEEK_API_KEY","base_url":"https://api.deepseek.com"},{"id":"b","api_key":"sk-made-up"}],"auto_detected_accounts":[{"id":"c"}]}"""u8.ToArray();

    public override byte[] Make(FileMutator mutator) => mutator.Bytes(_sound);

    public override string? Read(byte[] file)
    {
        _ = OpenUsageSettings.Read(new MemoryStream(file), "settings.json");
        return null;
    }
}
