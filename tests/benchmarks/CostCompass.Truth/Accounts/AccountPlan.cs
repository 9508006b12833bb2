namespace CostCompass.Truth.Accounts;

/// <summary>What kind of account is played through.</summary>
internal enum AccountPlan
{
    /// <summary>Never any granted credit; paid for when the balance is low.</summary>
    NoGrants,

    /// <summary>More granted credit than is ever spent; paid for now and then all the same.</summary>
    GrantedThroughout,

    /// <summary>Granted credit comes now and then, does not expire, and is used up in between.</summary>
    Grants,

    /// <summary>A little granted credit comes every other day and is used up in between.</summary>
    ManyGrants,

    /// <summary>Granted credit comes now and then; what is left of it after some weeks expires at once.</summary>
    ExpiringGrants,
}
