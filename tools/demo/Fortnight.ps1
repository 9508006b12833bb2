<#
.SYNOPSIS
    Runs two weeks against a simulated DeepSeek, with four snapshots a day and a top-up in the middle.
.DESCRIPTION
    The spend is 0.60 every six hours on working days and 0.20 on Saturdays and Sundays. On 2026-11-09 between 06:00 and
    12:00 the user tops up 25.00. docs/demo.md calculates the expected figures by hand.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'Password and key are made up.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $BaseUri
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
Import-Module (Join-Path $PSScriptRoot '..' 'Simulator.psm1')

$simulator = [pscustomobject]@{ BaseUri = $BaseUri.TrimEnd('/') }

function Move-DemoClock([datetimeoffset] $At) {
    $text = $At.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
    $null = Invoke-Simulator $simulator clock @{ set = $text }
    $env:COSTCOMPASS_CLOCK = $text
}

$start = [datetimeoffset]'2026-11-02T00:00:00Z'
Move-DemoClock $start

'--- Create a vault with a password, connect with a key, take the baseline'
$password = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText
$key = ConvertTo-SecureString 'sk-demo-0000000000000000' -AsPlainText
Unlock-CostVault -Password $password | Format-Table Mode, IsUnlocked, Keys
Connect-DeepSeek -ApiKey $key -BaseUri $BaseUri | Format-Table Name, Provider, Status, KeySource
Update-CostSnapshot | Format-Table

foreach ($step in 1..56) {
    $now = $start.AddHours(6 * $step)
    $dayOfSpend = $now.AddHours(-6).DayOfWeek
    Move-DemoClock $now
    $null = Invoke-Simulator $simulator spend @{ amount = $dayOfSpend -in 'Saturday', 'Sunday' ? 0.2 : 0.6 }
    if ($now -eq [datetimeoffset]'2026-11-09T12:00:00Z') { $null = Invoke-Simulator $simulator topup @{ amount = 25 } }
    $null = Update-CostSnapshot
}

'--- The balance after two weeks, as the API reports it'
Get-DeepSeekBalance | Format-Table
'--- The spend by day, calculated from the balance'
Get-CostSpend -GroupBy Day -TimeZone UTC | Format-Table
'--- The window with the top-up: the top-up is a minimum, because it hides the spend in the same window'
Get-CostSpend -GroupBy Window -TimeZone UTC | Where-Object TopUp | Format-Table
'--- Month to date'
Get-CostSpend -MonthToDate -TimeZone UTC | Format-List Account, Currency, From, To, Amount, Quality, ObservedFrom
'--- The forecast of next month'
Get-CostForecast -TimeZone UTC | Format-Table
Get-CostForecast -TimeZone UTC | Format-List Month, Total, DailyBurn, MonthToDate, ThisMonth, Balance, BalanceAtMonthEnd, RunsOutAt, Coverage, Confidence, Reason
