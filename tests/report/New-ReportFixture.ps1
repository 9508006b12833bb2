<#
.SYNOPSIS
    Writes the reports that the browser opens, and beside them what the commands say of the same stores.
.DESCRIPTION
    report.html: four weeks of three accounts with names of several scripts, a budget and a subscription that try to break out of the
    page, and calls of a model that does the same. expected.json: what Get-CostSpend, Get-CostSnapshot and Get-CostSummary say.
    many.html: an account with 100,000 readings. Start it in a process of its own: it changes variables of the environment.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
$temporary = Join-Path ([IO.Path]::GetTempPath()) "costcompass-report-$([guid]::NewGuid().ToString('n'))"
$env:DEEPSEEK_API_KEY = $null
$zone = @{ TimeZone = 'Europe/Berlin' }

function Format-Instant([datetimeoffset] $At) { $At.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture) }

# As a person reads an amount of money; halves of a cent are rounded as .NET rounds decimals.
function Format-Money([decimal] $Amount, [string] $Currency) { $Amount.ToString('#,0.00', [cultureinfo]::InvariantCulture) + [char]0xA0 + $Currency }

function Import-Line([string[]] $Line, [string] $Provider) {
    $file = Join-Path $temporary 'lines.csv'
    Set-Content $file (@('account,currency,first_seen,total') + $Line)
    $null = Import-CostSnapshot $file -Provider $Provider
}

try {
    # Four weeks in October and November, over the end of summer time, a reading each six hours.
    $env:COSTCOMPASS_HOME = Join-Path $temporary 'hostile'
    $null = New-Item $temporary -ItemType Directory
    $env:COSTCOMPASS_CLOCK = '2026-11-12T09:00:00Z'
    $start = [datetimeoffset]'2026-10-15T00:00:00Z'
    $evil = '</script><img src=x onerror=alert(1)>'
    $left = @{ '深度-钱包' = 40.0; 'חשבון' = 900.0; 'plain' = 3000.0 }
    $rows = @{ '深度-钱包' = @(); 'חשבון' = @(); 'plain' = @() }
    foreach ($step in 0..114) {
        $at = Format-Instant $start.AddHours(6 * $step)
        foreach ($account in @($left.Keys)) {
            $left[$account] = [math]::Round($left[$account] - @{ '深度-钱包' = 0.3; 'חשבון' = 2.75; 'plain' = 1.25 }[$account] * (1 + $step % 5 / 10), 3)
            if ($account -eq '深度-钱包' -and $step -in 40, 90) { $left[$account] += 25 }
            $rows[$account] += "$account,$($account -eq 'חשבון' ? 'CNY' : 'USD'),$at,$($left[$account].ToString([cultureinfo]::InvariantCulture))"
        }
    }
    Import-Line $rows['深度-钱包'] DeepSeek
    Import-Line $rows['חשבון'] SiliconFlow
    Import-Line $rows['plain'] Novita
    $records = Join-Path $temporary 'records.csv'
    Set-Content $records (@('date,provider,amount,currency,service') + @(1..12 | ForEach-Object { '2026-11-{0:00},"{1}",1.5,USD,Tokens' -f $_, 'Google' }))
    $null = Import-CostRecord $records
    $null = Add-CostSubscription "$evil ide" 20 USD -Start 2026-01-05
    $null = Set-CostBudget "$evil budget" 260 USD
    $null = Set-CostBudget "$evil مشروع" 5 USD -Provider DeepSeek
    $calls = Join-Path $temporary 'calls.jsonl'
    Set-Content $calls @(
        '{"id":"a","created":1794391200,"model":"deepseek-v4-pro","usage":{"prompt_tokens":120000,"completion_tokens":30000,"prompt_cache_hit_tokens":100000,"prompt_cache_miss_tokens":20000}}'
        (@{ id = 'b'; created = 1794391300; model = 'deepseek-<img src=x onerror=alert(1)>'; usage = @{ prompt_tokens = 1; completion_tokens = 1; prompt_cache_hit_tokens = 0; prompt_cache_miss_tokens = 1 } } | ConvertTo-Json -Compress)
    )
    $null = Add-DeepSeekUsage $calls -Name '深度-钱包'

    $file = Join-Path $Path 'report.html'
    Export-CostReport $file -Currency USD @zone -WarningAction SilentlyContinue
    $summary = Get-CostSummary USD @zone -WarningAction SilentlyContinue
    $days = foreach ($spend in Get-CostSpend -GroupBy Day -After 2026-08-14T22:00:00Z @zone | Where-Object { $null -ne $_.Amount }) {
        $day = $spend.From.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        @{ provider = $spend.Provider; currency = $spend.Currency; day = $day; amount = Format-Money $spend.Amount $spend.Currency }
    }
    $berlin = [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')
    $balances = foreach ($snapshot in Get-CostSnapshot) {
        $local = [TimeZoneInfo]::ConvertTime($snapshot.FirstSeen, $berlin).ToString('d MMM yyyy, HH:mm', [cultureinfo]::InvariantCulture)
        @{ account = $snapshot.Account; local = $local; total = Format-Money $snapshot.Total $snapshot.Currency }
    }
    $told = @{ evil = $evil; home = $temporary; days = @($days); balances = @($balances) }
    $told['toDate'] = Format-Money $summary.MonthToDate USD
    $told['thisMonth'] = Format-Money $summary.ForecastThisMonth USD
    ConvertTo-Json $told -Depth 5 | Set-Content (Join-Path $Path 'expected.json')

    # A reading each minute, 100,000 of them, each lower than the one before, with a top-up now and then.
    $env:COSTCOMPASS_HOME = Join-Path $temporary 'many'
    $start = [datetimeoffset]'2026-08-16T00:00:00Z'
    $total = 200.0
    $lines = foreach ($minute in 0..99999) {
        $total -= 0.001 * (1 + $minute % 7)
        if ($total -lt 20) { $total += 180 }
        "busy,USD,$(Format-Instant $start.AddMinutes($minute)),$($total.ToString('0.000', [cultureinfo]::InvariantCulture))"
    }
    Import-Line $lines DeepSeek
    $env:COSTCOMPASS_CLOCK = Format-Instant $start.AddMinutes(100000)
    Export-CostReport (Join-Path $Path 'many.html') -After $start -TimeZone UTC -WarningAction SilentlyContinue
}
finally {
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
}
