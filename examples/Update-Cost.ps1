#requires -Version 7.4

<#
.SYNOPSIS
    Takes a snapshot of every account and holds the month against the budgets: for timers, without anybody to ask.
.DESCRIPTION
    It ends with 0 when all went well, with 1 when an account could not be asked, nothing could be said of a budget, or a budget rests
    on an old reading, and with 2 when a budget is exceeded or going to be. One account that fails does not stop the others. Without a budget none is checked.
    Keys come from the environment, or from a vault that COSTCOMPASS_VAULT_PASSWORD or the current user opens.
.PARAMETER ModulePath
    Where the module is; by its name unless said, from the folders of PSModulePath.
.PARAMETER Name
    The accounts, with wildcards. All of them unless said.
.EXAMPLE
    ./Update-Cost.ps1 -ModulePath ~/CostCompass
#>
[CmdletBinding()]
param(
    [string] $ModulePath = $env:COSTCOMPASS_MODULE ? $env:COSTCOMPASS_MODULE : 'CostCompass',

    [string[]] $Name = '*'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $ModulePath

# In the log of a timer a line per account says more than a table.
$snapshots = Update-CostSnapshot $Name -ErrorAction Continue -ErrorVariable failures
foreach ($one in $snapshots) {
    "$($one.Account): $($one.Total ?? $one.Used) $($one.Currency), spent since the last one: $($one.SpendSinceLast ?? 'not known')"
}

$exceeded = $stale = @()
if (Get-CostBudget) {
    $doubtful = @(Test-CostBudget -ErrorAction Continue -ErrorVariable +failures | Where-Object State -NE 'Ok')
    $stale, $exceeded = $doubtful.Where({ $_.State -eq 'Stale' }, 'Split')
    foreach ($budget in $doubtful) { "The budget $($budget.Name) is in state $($budget.State): $($budget.Spent) of $($budget.Amount) $($budget.Currency) spent." }
}

exit ($exceeded ? 2 : $failures -or $stale ? 1 : 0)
