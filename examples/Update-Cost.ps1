#requires -Version 7.4

<#
.SYNOPSIS
    Takes a snapshot of every account and checks the budgets, for scheduled use without prompts.
.DESCRIPTION
    One account that fails does not stop the others. Without a budget none is checked. The exit code is the first of these that applies:
    1: there is no account, or one could not be asked. Nothing is sure of the budgets then; the lines of the output show their states.
    2: a budget is exceeded or going to be.
    3: a budget rests on an old reading, or nothing is known of it.
    0: all is well.
    Keys come from the environment, or from a vault that COSTCOMPASS_VAULT_PASSWORD or the current user opens.
.PARAMETER ModulePath
    The path of the module. By default, it is imported by name from PSModulePath.
.PARAMETER Name
    The names of the accounts. Wildcards are allowed. The default is all accounts.
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

# In the log of a scheduled task, a line per account is more useful than a table.
$snapshots = Update-CostSnapshot $Name -ErrorAction Continue -ErrorVariable failures
foreach ($one in $snapshots) {
    "$($one.Account): $($one.Total ?? $one.Used) $($one.Currency), spent since the last one: $($one.SpendSinceLast ?? 'not known')"
}

if (-not $failures -and -not (Get-CostAccount $Name -ErrorAction Ignore)) {
    Write-Error "No account matches '$($Name -join "', '")'." -ErrorAction Continue -ErrorVariable failures
}

$exceeded = $stale = @()
if (Get-CostBudget) {
    $doubtful = @(Test-CostBudget -ErrorAction Continue -ErrorVariable +failures | Where-Object State -NE 'Ok')
    $stale, $exceeded = $doubtful.Where({ $_.State -in 'Stale', 'Unknown' }, 'Split')
    foreach ($budget in $doubtful) { "The budget $($budget.Name) is in state $($budget.State): $($budget.Spent) of $($budget.Amount) $($budget.Currency) spent." }
}

exit ($failures ? 1 : $exceeded ? 2 : $stale ? 3 : 0)
