using System.Collections;
using System.Management.Automation;
using System.Security;

namespace CostCompass.Commands;

/// <summary>Reads the key of an account from a vault of SecretManagement.</summary>
internal static class SecretManagement
{
    private const string SecretCommand = "Microsoft.PowerShell.SecretManagement\\Get-Secret";

    /// <summary>The key of an account.</summary>
    /// <param name="invoker">Runs commands in the caller's runspace, in which the vaults of SecretManagement are registered.</param>
    /// <param name="account">The account, which names the secret.</param>
    /// <exception cref="CostException"><c>SecretNotFound</c>.</exception>
    public static SecretText Read(CommandInvocationIntrinsics invoker, CostAccount account)
    {
        var parameters = new Hashtable { ["Name"] = account.KeyReference, ["ErrorAction"] = "Stop" };
        if (account.SecretVault is not null)
        {
            parameters["Vault"] = account.SecretVault;
        }

        try
        {
            var script = ScriptBlock.Create($"param($Parameters) {SecretCommand} @Parameters");
            object? secret = invoker.InvokeScript(false, script, null, parameters).FirstOrDefault()?.BaseObject;
            return secret switch
            {
                SecureString secure => SecretText.FromSecureString(secure),
                PSCredential credential => SecretText.FromSecureString(credential.Password),
                string text => SecretText.FromChars(text),
                _ => throw NoSecret(account, "the secret doesn't contain text"),
            };
        }
        catch (RuntimeException exception)
        {
            // The cause is quoted and not attached, because the content of another module's exceptions is unknown.
            throw NoSecret(account, exception.Message);
        }
    }

    private static CostException NoSecret(CostAccount account, string cause) =>
        AccountErrors.SecretNotFound(account.Name, account.KeyReference, cause);
}
