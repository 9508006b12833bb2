#requires -Version 7.4

<#
.SYNOPSIS
    Watches the accounts and posts a message to a webhook once each time an account crosses a threshold.
.DESCRIPTION
    The address of a webhook is a secret, because anyone who knows it can post. It is read from the environment variable
    COSTCOMPASS_WEBHOOK. The body is JSON with the member text, which chat systems accept, and the figures. An alert that can't be
    delivered causes a warning, and the script continues. It runs until you stop it, unless you specify -Count.
.PARAMETER BelowBalance
    Alerts when the balance falls below this amount, in the currency of the account.
.PARAMETER RunwayDays
    Alerts when the balance lasts for fewer days than this.
.PARAMETER BurnAbove
    Alerts when the burn rate per day exceeds this amount.
.PARAMETER Interval
    The time between two readings of an account.
.PARAMETER Count
    The number of rounds.
.PARAMETER ModulePath
    The path of the module. By default, it is imported by name from PSModulePath.
.EXAMPLE
    ./Send-CostAlert.ps1 -BelowBalance 10 -RunwayDays 3
#>
[CmdletBinding()]
param(
    [decimal] $BelowBalance,

    [decimal] $RunwayDays,

    [decimal] $BurnAbove,

    [timespan] $Interval = '00:05:00',

    [int] $Count,

    [string] $ModulePath = $env:COSTCOMPASS_MODULE ? $env:COSTCOMPASS_MODULE : 'CostCompass'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if (-not $env:COSTCOMPASS_WEBHOOK) { throw 'Set the environment variable COSTCOMPASS_WEBHOOK to the address of the webhook.' }
Import-Module $ModulePath

$watch = @{ Interval = $Interval; ErrorAction = 'Continue' }
foreach ($one in 'BelowBalance', 'RunwayDays', 'BurnAbove', 'Count') {
    if ($PSBoundParameters.ContainsKey($one)) { $watch[$one] = $PSBoundParameters[$one] }
}

Watch-CostSnapshot @watch | Where-Object Alert | ForEach-Object {
    $body = [ordered]@{
        text     = "$($_.Account): $($_.Alert), $($null -ne $_.Total ? "$($_.Total) $($_.Currency) left" : "$($_.DailyBurn) $($_.Currency) a day")"
        account  = $_.Account
        alert    = "$($_.Alert)"
        balance  = $_.Total
        currency = $_.Currency
        at       = $_.LastSeen
    }
    try {
        $null = Invoke-RestMethod $env:COSTCOMPASS_WEBHOOK -Method Post -ContentType application/json -Body ($body | ConvertTo-Json) -MaximumRetryCount 3 -RetryIntervalSec 5 -TimeoutSec 30
    }
    catch {
        # The message may contain the address.
        Write-Warning "The alert of '$($body.account)' couldn't be delivered: $($_.Exception.GetType().Name) $($_.Exception.StatusCode)"
    }
}
