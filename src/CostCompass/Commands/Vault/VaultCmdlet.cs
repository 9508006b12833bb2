using System.Management.Automation;
using System.Security;
using CostCompass.Storage.Vault;

namespace CostCompass.Commands;

/// <summary>A command for the vault.</summary>
public abstract class VaultCmdlet : CostCompassCmdlet
{
    /// <summary>The password from the parameter, otherwise from the environment, otherwise from a prompt.</summary>
    /// <param name="given">The value of the parameter.</param>
    /// <param name="prompt">The text of the prompt.</param>
    /// <exception cref="CostException"><c>VaultPasswordMissing</c> if the session isn't interactive.</exception>
    private protected SecretText ReadPassword(SecureString? given, string prompt)
    {
        if (given is not null)
        {
            return SecretText.FromSecureString(given);
        }

        if (VaultAccess.HasPasswordVariable)
        {
            return SecretText.FromChars(Environment.GetEnvironmentVariable(VaultAccess.PasswordVariable));
        }

        if (Host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            // The console would stop the whole pipeline: a scheduled script would end here silently and with success.
            throw PasswordMissing();
        }

        try
        {
            Host.UI.Write(prompt + ": ");
            using SecureString typed = Host.UI.ReadLineAsSecureString();
            return SecretText.FromSecureString(typed);
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or System.Management.Automation.Host.HostException or NotImplementedException)
        {
            throw PasswordMissing();
        }
    }

    /// <summary>The password of a new vault, as in <see cref="ReadPassword"/>. A prompt asks for it twice.</summary>
    /// <param name="given">The value of the parameter.</param>
    /// <param name="prompt">The text of the prompt.</param>
    /// <exception cref="CostException"><c>VaultPasswordMissing</c>, <c>VaultPasswordMismatch</c>.</exception>
    private protected SecretText ReadNewPassword(SecureString? given, string prompt)
    {
        SecretText password = ReadPassword(given, prompt);
        if (given is not null || VaultAccess.HasPasswordVariable || password.Span.IsEmpty)
        {
            // The vault rejects an empty password, so it isn't asked for again.
            return password;
        }

        try
        {
            using SecretText again = ReadPassword(null, "Confirm the password");
            return again.Span.SequenceEqual(password.Span) ? password : throw VaultErrors.VaultPasswordMismatch();
        }
        catch
        {
            password.Dispose();
            throw;
        }
    }

    /// <summary>Writes the current state of the vault.</summary>
    private protected void WriteVault() => WriteObject(VaultAccess.Describe());

    private static CostException PasswordMissing() => VaultErrors.VaultPasswordMissing(VaultAccess.PasswordVariable);
}
