using System.Management.Automation;
using System.Security;
using CostCompass.Accounts;
using CostCompass.Errors;
using CostCompass.Sessions;

namespace CostCompass.Commands;

/// <summary>A command on the vault.</summary>
public abstract class VaultCmdlet : CostCompassCmdlet
{
    /// <summary>The password that was given, else that of the environment, else the one that the user types.</summary>
    /// <param name="given">What was given as a parameter.</param>
    /// <param name="prompt">What is asked for.</param>
    /// <exception cref="CostException"><c>VaultPasswordMissing</c> when nobody is there to be asked.</exception>
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
            // The console would stop the whole pipeline: a scheduled script would end here in silence, and with success.
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

    /// <summary>Writes what the vault is now.</summary>
    private protected void WriteVault() => WriteObject(VaultAccess.Describe());

    private static CostException PasswordMissing() => new(
        "VaultPasswordMissing",
        CostErrorKind.Authentication,
        "The vault's password was not given, and nobody is there to be asked.",
        $"Give -Password as a SecureString, or set the environment variable {VaultAccess.PasswordVariable}.");
}
