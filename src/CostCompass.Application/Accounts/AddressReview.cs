namespace CostCompass.Application;

/// <summary>What a restored or chosen store says about keys that the previous store didn't say.</summary>
public static class AddressReview
{
    /// <summary>The accounts whose key has a different source or address than before, or an unconfirmed address. Null if there are none.</summary>
    /// <param name="before">The accounts of the previous store.</param>
    /// <param name="after">The accounts of the new store.</param>
    /// <param name="confirmed">The addresses that are confirmed on this computer.</param>
    public static string? Describe(IReadOnlyList<CostAccount> before, IReadOnlyList<CostAccount> after, ConfirmedAddresses confirmed)
    {
        List<string> lines = [];
        foreach (CostAccount account in after)
        {
            CostAccount? former = before.FirstOrDefault(one => new AccountName(one.Name) == account.Name);
            if (former is not null && Place(former) != Place(account))
            {
                lines.Add($"'{account.Name}': {Place(former)} -> {Place(account)}");
            }
            else if (KeyAddress.TryOf(account.BaseUri) is null || confirmed.IsMissing(account))
            {
                lines.Add($"'{account.Name}': {Place(account)}");
            }
        }

        return lines.Count == 0
            ? null
            : "In this store, the keys of these accounts belong to addresses that aren't confirmed on this computer: "
                + string.Join("; ", lines) + ". No key is sent there until you confirm it with Confirm-CostAccount.";
    }

    private static string Place(CostAccount account) =>
        $"{KeyAddress.TryOf(account.BaseUri)?.ToString() ?? "an address that isn't valid"} with {AddressConfirmation.KeyOf(account)}";
}
