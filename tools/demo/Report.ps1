<#
.SYNOPSIS
    Runs ten weeks of a whole stack against simulated providers, and exports a report.
.DESCRIPTION
    The spend depends on the day of the week and grows, the balances are topped up when they are low, and the calls of two models are
    saved. Nothing is random: each run results in the same history.
.PARAMETER BaseUri
    The address of the simulator.
.PARAMETER Path
    The report to write.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'The keys are made up.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPositionalParameters', '', Justification = 'A table of figures reads best without names.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $BaseUri,

    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
Import-Module (Join-Path $PSScriptRoot '..' 'Simulator.psm1')

$simulator = [pscustomobject]@{ BaseUri = $BaseUri.TrimEnd('/') }
$keys = @{ DeepSeek = 'sk-demo-0000000000000000'; PPIO = 'sk-demo-0000000000000001'; OpenRouter = 'sk-demo-0000000000000002'; OpenAI = 'sk-demo-0000000000000003' }
$definition = Join-Path $PSScriptRoot '..' '..' 'examples' 'providers' 'ppio.json'
$paths = @{ DeepSeek = ''; PPIO = ''; OpenRouter = '/api/v1'; OpenAI = '/v1' }
$start = [datetimeoffset]'2026-09-07T00:00:00Z'
$days = 73

function Format-Instant([datetimeoffset] $At, [string] $Form = 'yyyy-MM-ddTHH:mm:ssZ') { $At.ToString($Form, [cultureinfo]::InvariantCulture) }

function Move-DemoClock([datetimeoffset] $At) {
    $env:COSTCOMPASS_CLOCK = Format-Instant $At
    $null = Invoke-Simulator $simulator clock @{ set = $env:COSTCOMPASS_CLOCK }
}

# Spend is low on weekends, grows each week, and varies slightly from day to day.
function Get-Spend([int] $Day, [double] $Usual, [int] $Stride) {
    $date = $start.AddDays($Day)
    $rest = $date.DayOfWeek -in 'Saturday', 'Sunday' ? 0.35 : 1
    [math]::Round($Usual * $rest * (1 + 0.008 * $Day) * (0.75 + ($Day * $Stride % 11) / 20), 2)
}

Move-DemoClock $start
$null = Invoke-Simulator $simulator accounts @{ key = $keys.PPIO; currency = 'CNY'; granted = 0; toppedUp = 300 }
$null = Invoke-Simulator $simulator accounts @{ key = $keys.OpenRouter; currency = 'USD'; granted = 0; toppedUp = 500; isAdmin = $true }
$null = Invoke-Simulator $simulator accounts @{ key = $keys.OpenAI; currency = 'USD'; granted = 0; toppedUp = 1; isAdmin = $true }
$null = Unlock-CostVault -Password (ConvertTo-SecureString 'correct horse battery staple' -AsPlainText)
foreach ($provider in $keys.Keys | Sort-Object) {
    $key = ConvertTo-SecureString $keys[$provider] -AsPlainText
    $which = $provider -eq 'PPIO' ? @{ Definition = $definition } : @{ Provider = $provider }
    $null = Connect-CostProvider @which -Name $provider.ToLowerInvariant() -ApiKey $key -BaseUri "$BaseUri$($paths[$provider])"
}
$null = Set-CostExchangeRate -From CNY -To USD -Rate 0.14 -Date 2026-09-01
$null = Add-CostSubscription editor 20 USD -Start 2026-01-05
$null = Set-CostBudget Everything 350 USD
$null = Set-CostBudget Chat 150 USD -Provider DeepSeek

$null = Update-CostSnapshot
$calls = [Collections.Generic.List[string]]::new()
$left = @{ DeepSeek = 60; PPIO = 300 }
foreach ($day in 0..($days - 1)) {
    $spends = @{ DeepSeek = Get-Spend $day 3.2 7; PPIO = Get-Spend $day 9 5; OpenRouter = Get-Spend $day 1.4 3 }
    foreach ($part in 1..4) {
        $now = $start.AddDays($day).AddHours(6 * $part)
        Move-DemoClock $now
        foreach ($provider in $spends.Keys) {
            $amount = [math]::Round($spends[$provider] / 4, 2)
            $null = Invoke-Simulator $simulator spend @{ key = $keys[$provider]; amount = $amount }
            if ($left.ContainsKey($provider)) { $left[$provider] -= $amount }
        }
        if ($left.DeepSeek -lt 15) {
            $null = Invoke-Simulator $simulator topup @{ key = $keys.DeepSeek; amount = 60 }
            $left.DeepSeek += 60
        }
        if ($left.PPIO -lt 60) {
            $null = Invoke-Simulator $simulator topup @{ key = $keys.PPIO; amount = 300 }
            $left.PPIO += 300
        }
        if ($part -eq 4) {
            $bill = @{ key = $keys.OpenAI; day = Format-Instant $now.AddHours(-6) 'yyyy-MM-dd'; amount = Get-Spend $day 3.6 9; service = 'Completions' }
            $null = Invoke-Simulator $simulator cost $bill
        }
        $null = Update-CostSnapshot
        $calls.Add((ConvertTo-Json -Compress -Depth 4 @{
                    id = "call-$day-$part"; created = $now.ToUnixTimeSeconds(); model = $part % 2 ? 'deepseek-v4-pro' : 'deepseek-v4-flash'
                    usage = @{ prompt_tokens = 900000 + 1000 * $day; prompt_cache_hit_tokens = 610000; prompt_cache_miss_tokens = 290000 + 1000 * $day; completion_tokens = 90000 }
                }))
    }
}

$log = Join-Path (Split-Path $Path) 'calls.jsonl'
Set-Content $log $calls
$null = Add-DeepSeekUsage $log -Name deepseek
Remove-Item $log
Export-CostReport $Path -Currency USD -TimeZone UTC
