#requires -Version 7.4

<#
.SYNOPSIS
    Watches the accounts and posts a message to a webhook when one crosses a threshold: once per crossing.
.DESCRIPTION
    The address of a webhook is a secret, since whoever knows it may post: it comes from the environment variable
    COSTCOMPASS_WEBHOOK. The body is JSON with a member text, as chat systems take it, and the figures beside it. An alert that cannot
    be delivered is a warning; the watch goes on. It runs until it is stopped, unless -Count says otherwise.
.PARAMETER BelowBalance
    Alert below this balance, in units of the account's currency.
.PARAMETER RunwayDays
    Alert when what is left lasts for fewer days.
.PARAMETER BurnAbove
    Alert when more is spent per day.
.PARAMETER Interval
    The time between two questions.
.PARAMETER Count
    How many rounds to make.
.PARAMETER ModulePath
    Where the module is; by its name unless said, from the folders of PSModulePath.
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
if (-not $env:COSTCOMPASS_WEBHOOK) { throw 'The environment variable COSTCOMPASS_WEBHOOK holds no address to post to.' }
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
        # The message may hold the address.
        Write-Warning "The alert of '$($body.account)' could not be delivered: $($_.Exception.GetType().Name) $($_.Exception.StatusCode)"
    }
}
