<#
.SYNOPSIS
    Measures the report of an account with more and more readings: writing it, and drawing it in headless Chromium.
.DESCRIPTION
    The module must have been built before, and tests/report needs its packages (npm ci --prefix tests/report).
.OUTPUTS
    For each number of readings the size of the file, the time to write it, and what tests/report/measure.js tells: the charts from
    nothing, one move of the pointer up to the next frame, and all charts again after a change of the theme.
#>
[CmdletBinding()]
param(
    [int[]] $Reading = @(1000, 10000, 100000, 1000000)
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'output' 'CostCompass')
$temporary = Join-Path ([IO.Path]::GetTempPath()) "costcompass-measure-$([guid]::NewGuid().ToString('n'))"
$former = $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK
try {
    foreach ($count in $Reading) {
        $env:COSTCOMPASS_HOME = Join-Path $temporary "home-$count"
        $null = New-Item $temporary -ItemType Directory -Force
        $end = [datetimeoffset]'2026-11-16T00:00:00Z'
        $step = [timespan]::FromDays(80) / $count
        $file = Join-Path $temporary 'readings.csv'
        $writer = [IO.StreamWriter]::new($file)
        $writer.WriteLine('account,currency,first_seen,total')
        $total = 200d
        for ($number = 0; $number -lt $count; $number++) {
            $total -= 0.001 * (1 + $number % 7)
            if ($total -lt 20) { $total += 180 }
            $at = ($end - $step * ($count - $number)).UtcDateTime
            $writer.WriteLine([string]::Format([cultureinfo]::InvariantCulture, 'busy,USD,{0:yyyy-MM-ddTHH:mm:ss.ffffffZ},{1:0.000}', $at, $total))
        }
        $writer.Dispose()
        $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
        $null = Import-CostSnapshot $file
        $report = Join-Path $temporary 'report.html'
        $written = (Measure-Command { Export-CostReport $report -TimeZone UTC }).TotalMilliseconds
        $drawn = node (Join-Path $root 'tests' 'report' 'measure.js') $report | ConvertFrom-Json
        [pscustomobject]@{
            Readings = $count; WriteMs = [math]::Round($written); FileKB = [math]::Round((Get-Item $report).Length / 1KB)
            ChartsMs = $drawn.charts; MoveMs = $drawn.move; RedrawMs = $drawn.redraw
        }
    }
}
finally {
    $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK = $former
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
}
