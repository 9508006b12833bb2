<#
.SYNOPSIS
    Runs two weeks of a whole stack: five providers, two currencies with exchange rates, two subscriptions and two budgets.
.DESCRIPTION
    docs/demo-stack.md calculates the expected figures by hand. Every figure is compared with the output of the commands, and the first
    difference ends the demo.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'The keys are made up.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPositionalParameters', '', Justification = 'A table of figures reads best without names.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $BaseUri
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
Import-Module (Join-Path $PSScriptRoot '..' 'Simulator.psm1')

$simulator = [pscustomobject]@{ BaseUri = $BaseUri.TrimEnd('/') }
$keys = @{ DeepSeek = 'sk-demo-0000000000000000'; PPIO = 'sk-demo-0000000000000001'; OpenRouter = 'sk-demo-0000000000000002'; OpenAI = 'sk-demo-0000000000000003' }
$definition = Join-Path $PSScriptRoot '..' '..' 'examples' 'providers' 'ppio.json'
$paths = @{ DeepSeek = ''; PPIO = ''; OpenRouter = '/api/v1'; OpenAI = '/v1' }
$start = [datetimeoffset]'2026-11-02T00:00:00Z'
$zone = @{ TimeZone = 'UTC' }

function Format-Day([datetimeoffset] $At) { $At.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }

function Move-DemoClock([datetimeoffset] $At) {
    $env:COSTCOMPASS_CLOCK = $At.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
    $null = Invoke-Simulator $simulator clock @{ set = $env:COSTCOMPASS_CLOCK }
}

function Import-DemoFile([int] $FirstDay, [int] $LastDay, [hashtable] $Other = @{}) {
    $file = Join-Path ([IO.Path]::GetTempPath()) "costcompass-demo-$([guid]::NewGuid().ToString('n')).csv"
    $rows = foreach ($day in $FirstDay..$LastDay) { "2026-11-{0:00},Google,$($Other[$day] ?? '1.20'),USD,Gemini API" -f $day }
    Set-Content $file (@('date,provider,amount,currency,service') + $rows)
    Import-CostRecord $file
    Remove-Item $file
}

$checked = 0
function Assert-Figure([string] $Name, $Expected, $Actual) {
    $shown = $Actual -is [decimal] ? [decimal]::Round($Actual, 6) : $Actual
    if ("$shown" -ne "$Expected" -and -not ($shown -is [decimal] -and $shown -eq [decimal]$Expected)) {
        throw "$Name should be $Expected and is $shown. See docs/demo-stack.md."
    }
    $script:checked++
}

Move-DemoClock $start
'--- Connect four providers; Gemini comes from a file'
$null = Invoke-Simulator $simulator accounts @{ key = $keys.PPIO; currency = 'CNY'; granted = 0; toppedUp = 100 }
$null = Invoke-Simulator $simulator accounts @{ key = $keys.OpenRouter; currency = 'USD'; granted = 0; toppedUp = 50; isAdmin = $true }
$null = Invoke-Simulator $simulator accounts @{ key = $keys.OpenAI; currency = 'USD'; granted = 0; toppedUp = 1; isAdmin = $true }
$null = Unlock-CostVault -Password (ConvertTo-SecureString 'correct horse battery staple' -AsPlainText)
$keys.Keys | Sort-Object | ForEach-Object {
    $which = $_ -eq 'PPIO' ? @{ Definition = $definition } : @{ Provider = $_ }
    Connect-CostProvider @which -Name $_.ToLowerInvariant() -ApiKey (ConvertTo-SecureString $keys[$_] -AsPlainText) -BaseUri "$BaseUri$($paths[$_])"
} | Format-Table Name, Provider, Status, KeySource

'--- Set exchange rates, two subscriptions and two budgets'
Set-CostExchangeRate -From CNY -To USD -Rate 0.14 -Date 2026-11-01 | Out-Null
Set-CostExchangeRate -From CNY -To USD -Rate 0.15 -Date 2026-11-09 | Out-Null
Add-CostSubscription editor 20 USD -Start 2026-01-05 | Out-Null
Add-CostSubscription drive 360 CNY -Period Yearly -Start 2025-11-20 | Out-Null
Set-CostBudget Everything 250 USD | Out-Null
Set-CostBudget Chat 60 USD -Provider DeepSeek | Out-Null
Get-CostExchangeRate | Format-Table
Get-CostSubscription | Format-Table

'--- Two weeks: four snapshots a day, the bill of each day at its end, a file each week'
$null = Update-CostSnapshot
foreach ($step in 1..56) {
    $now = $start.AddHours(6 * $step)
    $before = $now.AddHours(-6)
    Move-DemoClock $now
    $null = Invoke-Simulator $simulator spend @{ key = $keys.DeepSeek; amount = $before.DayOfWeek -in 'Saturday', 'Sunday' ? 0.25 : 0.6 }
    $null = Invoke-Simulator $simulator spend @{ key = $keys.PPIO; amount = 0.75 }
    $null = Invoke-Simulator $simulator spend @{ key = $keys.OpenRouter; amount = 0.25 }
    if ($now.Hour -eq 0) {
        # The bill of the 14th is corrected a day later.
        $null = Invoke-Simulator $simulator cost @{ key = $keys.OpenAI; day = (Format-Day $before); amount = $before.Day -eq 14 ? 2.6 : 3.1; service = 'Completions' }
        if ($before.Day -eq 15) { $null = Invoke-Simulator $simulator cost @{ key = $keys.OpenAI; day = '2026-11-14'; amount = 3.1; service = 'Completions' } }
    }
    if ($now -eq [datetimeoffset]'2026-11-09T00:00:00Z') { $week = Import-DemoFile 2 8 @{ 8 = '0.90' } }
    $null = Update-CostSnapshot
}

'--- The second file contains the last day of the first one again, with other costs'
Assert-Figure 'The first file' 8.1 $week.Amount
$file = Import-DemoFile 8 15
$file | Format-Table
Assert-Figure 'The second file' 9.6 $file.Amount
Assert-Figure 'Rows replaced' 1 $file.Replaced

'--- The whole stack in dollars'
$summary = Get-CostSummary USD @zone
$summary | Format-Table
$summary.Lines | Format-Table
Assert-Figure 'Month to date' 128.29 $summary.MonthToDate
Assert-Figure 'This month' 298.54 $summary.ForecastThisMonth
Assert-Figure 'Next month' 260.25 $summary.ForecastNextMonth
Assert-Figure 'Subscriptions of next month' 20 $summary.Subscriptions
Assert-Figure 'Amounts without a rate' 0 $summary.Unconverted.Count
Assert-Figure 'The star' $true $summary.IsApproximate
Assert-Figure 'The interval contains the forecast' $true ($summary.Low -le 260.25 -and $summary.High -ge 260.25)

# Name, month to date, this month, next month, share, approximate.
$lines = @(
    , @('OpenAI', 43.4, 89.9, 96.1, 0.3383, $false)
    , @('DeepSeek', 28, 58, 62, 0.2183, $true)
    , @('Google', 16.8, 34.8, 37.2, 0.131, $false)
    , @('OpenRouter', 14, 29, 31, 0.1091, $false)
    , @('PPIO', 6.09, 12.84, 13.95, 0.0475, $true)
    , @('(subscriptions)', 20, 74, 20, 0.1559, $false)
)
Assert-Figure 'Lines' $lines.Count $summary.Lines.Count
foreach ($number in 0..5) {
    $expected = $lines[$number]
    $line = $summary.Lines[$number]
    Assert-Figure "Line $number" $expected[0] $line.Name
    Assert-Figure "$($expected[0]): month to date" $expected[1] $line.MonthToDate
    Assert-Figure "$($expected[0]): this month" $expected[2] $line.ForecastThisMonth
    Assert-Figure "$($expected[0]): next month" $expected[3] $line.ForecastNextMonth
    Assert-Figure "$($expected[0]): share" $expected[4] $line.Share
    Assert-Figure "$($expected[0]): star" $expected[5] $line.IsApproximate
}

'--- With the yearly subscription spread over its year'
$spread = (Get-CostSummary USD -Amortize @zone).Lines[-1]
$spread | Format-Table Name, Currency, MonthToDate, ForecastThisMonth, ForecastNextMonth
Assert-Figure 'Spread: next month' 24.672323 $spread.ForecastNextMonth

'--- The spend in yuan'
$yuan = (Get-CostSpend ppio -MonthToDate @zone)
Assert-Figure 'Yuan' 42 $yuan.Amount
Assert-Figure 'The currency of the yuan' CNY $yuan.Currency

'--- The budgets'
$budgets = Test-CostBudget @zone
$budgets | Format-Table
$whole = $budgets | Where-Object Name -EQ Everything
Assert-Figure 'Budget: state' Forecast $whole.State
Assert-Figure 'Budget: spent' 128.29 $whole.Spent
Assert-Figure 'Budget: forecast' 298.54 $whole.Forecast
Assert-Figure 'Budget: exceeded on' 2026-11-24 $whole.ExceededOn.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
$chat = $budgets | Where-Object Name -EQ Chat
Assert-Figure 'Budget of DeepSeek: state' Ok $chat.State
Assert-Figure 'Budget of DeepSeek: forecast' 58 $chat.Forecast
Assert-Figure 'Every budget is expected to be met' $false (Test-CostBudget -Quiet @zone)
Assert-Figure 'Every budget is met so far' $true (Test-CostBudget -Quiet -IgnoreForecast @zone)

"--- All $checked figures are those of docs/demo-stack.md"
