<#
.SYNOPSIS
    Runs the suites at other instants, in other time zones and in other languages, over what is built already.
.DESCRIPTION
    An instant is given to the processes of a suite, and to all that they start, by libfaketime (the package faketime of
    Debian). Their clock is shifted by a constant and goes on from there; the monotonic clock, by which waits are
    measured, stays as it is. Time zone and language are the variables TZ and LANG: .NET takes its culture from LANG,
    and no locale has to be generated.

    Build first: dotnet build CostCompass.sln -c Release, then ./build.ps1. The script runs on Linux.
.PARAMETER Row
    The rows to run, with wildcards. All unless said.
.PARAMETER Suite
    The suites to run. All that belong to a row unless said. Core includes Logs, Views and Application.
.PARAMETER Path
    The Pester suites of Module. Those that belong to a row unless said.
.PARAMETER List
    Shows what there is to run and runs nothing.
.PARAMETER Configuration
    The configuration that was built.
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1 -Row '+400 days', LANG* -Suite Core, Providers
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1 -Row 'LANG=tr_TR' -Suite Module -Path tests/module/Price.Tests.ps1
.OUTPUTS
    An object per row: for each suite the numbers of tests that passed, failed and were skipped, such as 1114/0/0, the
    seconds that the row took, and what failed. As a file of its own process it ends with 1 when anything failed.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [SupportsWildcards()]
    [string[]] $Row = '*',

    [ValidateSet('Core', 'Providers', 'Storage', 'Module', 'Report')]
    [string[]] $Suite,

    [string[]] $Path,

    [switch] $List,

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
Import-Module (Join-Path $PSScriptRoot 'TestResult.psm1')
$shell = Get-PowerShellPath
$build = $Configuration
$chosenFiles = $Path ? (Resolve-Path $Path).ProviderPath : $null
$whole = 'Core', 'Providers', 'Storage', 'Module', 'Report'
$withTexts = 'Core', 'Providers', 'Storage', 'Module'

# The store takes its times from those who call it, and compares them with the clock of files and servers. A certain date is nothing special to it.
$withDates = 'Core', 'Providers', 'Module'

# What these are about is neither a date nor an amount nor a text: processes, keys, files and servers. They run where a row is whole.
# Help sets its clock, time zone and culture itself.
$timeless = 'Concurrency', 'Faults', 'Help', 'Loading', 'ManyAccounts', 'Manifest', 'Package', 'PowerShell', 'Secrets', 'Soak', 'StoreCare', 'TeamStore', 'Tls', 'Vault'

# The slowest of the same kind among the xunit classes: connections, disks and certificates, and properties that make their instants and amounts
# themselves and form no text.
$timelessClasses = @{
    Core      = 'ForecastPropertyTests', 'SpendInvariantProperties'
    Providers = @()
    Storage   = @(
        'DiagnosisTests', 'FailoverTests', 'HostileArchiveTests', 'LostConnectionTests', 'LostSourceTests', 'ManyConnectionsTests'
        'RoleScriptTests', 'ServerReadPlanTests', 'SmallDiskTests', 'TlsTests'
    )
}

# libfaketime shares one semaphore among a process and all that it starts. A program that is stopped or killed while it holds the semaphore keeps
# all others waiting: with an instant these would not end.
$killing = 'Concurrency', 'Faults', 'PowerShell', 'Soak'

# How many files of Module share a process where no instant is crossed, and how many seconds any process has.
$filesOfProcess = 8
$longest = 1500

# A row that is crossing has its instant just before a change: every process of it starts there and goes through the change.
$rows = @(
    @{ Name = '+45 days'; Days = 45; Suites = $whole; IsWhole = $true }
    @{ Name = '+400 days'; Days = 400; Suites = $whole; IsWhole = $true }
    @{ Name = '2027-02-28'; At = '2027-02-28T09:00:00Z' }
    @{ Name = '2028-02-29'; At = '2028-02-29T09:00:00Z' }
    @{ Name = 'Berlin, spring gap'; At = '2027-03-28T00:59:30Z'; Zone = 'Europe/Berlin'; IsCrossing = $true }
    @{ Name = 'Berlin, autumn repeat'; At = '2027-10-31T00:59:30Z'; Zone = 'Europe/Berlin'; IsCrossing = $true }
    @{ Name = 'end of a month'; At = '2027-01-31T23:59:30Z'; IsCrossing = $true }
    foreach ($language in 'de_DE', 'tr_TR', 'ar_SA', 'zh_CN', 'th_TH', 'fa_IR') { @{ Name = "LANG=$language"; Language = $language } }
) | ForEach-Object {
    [pscustomobject]@{
        Name       = $_.Name
        Days       = $_.Days
        At         = $_.At
        Zone       = $_.Zone ?? 'UTC'
        Language   = $_.Language ?? 'C'
        Suites     = $_.Suites ?? ($_.Language ? $withTexts : $withDates)
        IsWhole    = [bool] $_.IsWhole
        IsCrossing = [bool] $_.IsCrossing
    }
}

function Get-RowVariable([psobject] $Of) {
    "TZ=$($Of.Zone)"
    "LANG=$($Of.Language -eq 'C' ? 'C' : "$($Of.Language).UTF-8")"
    # The runner speaks English, whatever the tests do.
    'DOTNET_CLI_UI_LANGUAGE=en'
    if (-not $Of.Days -and -not $Of.At) { return }

    $seconds = $Of.Days ? 86400 * $Of.Days : [long] [Math]::Floor(([datetimeoffset] $Of.At - [datetimeoffset]::UtcNow).TotalSeconds)
    "LD_PRELOAD=$library"
    'FAKETIME={0:+0;-0}' -f $seconds
    'FAKETIME_DONT_FAKE_MONOTONIC=1'
    # Waits of .NET are measured by the monotonic clock already. Without this they end too early.
    'FAKETIME_FORCE_MONOTONIC_FIX=0'
    # The times of files that a test sets are in the same time as those that it reads.
    'FAKE_UTIME=1'
}

function Invoke-Row([psobject] $Of, [string[]] $Command) {
    $variables = Get-RowVariable $Of
    timeout --kill-after=10 $longest env -u LC_ALL -u LC_MESSAGES -u LANGUAGE @variables @Command 2>&1 | ForEach-Object { Write-Verbose "$_" }
}

function Get-ModuleSuite([psobject] $Of) {
    if ($chosenFiles) { return $chosenFiles }
    $files = Get-ChildItem (Join-Path $root 'tests' 'module') -Filter '*.Tests.ps1' | Sort-Object Name
    if (-not $Of.IsWhole) { $files = $files | Where-Object { $_.Name.Split('.')[0] -notin $timeless } }
    if ($Of.Days -or $Of.At) { $files = $files | Where-Object { $_.Name.Split('.')[0] -notin $killing } }
    $files.FullName
}

function Invoke-Xunit([psobject] $Of, [string] $Project) {
    $name = "CostCompass.$Project.Tests"
    $assembly = Join-Path $root 'tests' $name 'bin' $build 'net10.0' "$name.dll"
    $folder = Join-Path $results ([guid]::NewGuid().ToString('n'))
    $filter = $Of.IsWhole ? @() : @($timelessClasses[$Project] | ForEach-Object { "FullyQualifiedName!~.$_." })
    $filtered = $filter ? @("--TestCaseFilter:$($filter -join '&')") : @()
    Invoke-Row $Of (@('dotnet', 'vstest', $assembly, '--logger:trx', "--ResultsDirectory:$folder") + $filtered)
    if (Test-Path (Join-Path $folder '*.trx')) { Read-TrxResult $folder -ExitCode $LASTEXITCODE } else { New-TestResult -Failure "$Project did not run" }
}

function Invoke-ModuleSuite([psobject] $Of, [string[]] $Files) {
    $file = Join-Path $results "$([guid]::NewGuid().ToString('n')).json"
    $list = ($Files | ForEach-Object { "'$($_.Replace("'", "''"))'" }) -join ', '
    $script = Join-Path $PSScriptRoot 'Invoke-ModuleTest.ps1'
    $without = $Of.IsWhole -or $chosenFiles ? '' : "-ExcludeTag 'Timeless'"
    Invoke-Row $Of $shell, '-NoProfile', '-NonInteractive', '-Command', "& '$script' -Path $list -Configuration $build -ResultPath '$file' $without"
    if (Test-Path $file) { return Get-Content $file -Raw | ConvertFrom-Json }
    New-TestResult -Failure "$(Split-Path $Files -Leaf) did not come to an end"
}

function Invoke-Browser([psobject] $Of) {
    $file = Join-Path $results "$([guid]::NewGuid().ToString('n')).json"
    $script = Join-Path $PSScriptRoot 'Test-Report.ps1'
    Invoke-Row $Of $shell, '-NoProfile', '-NonInteractive', '-Command', "& '$script' | ConvertTo-Json | Set-Content '$file'"
    if (Test-Path $file) { return Get-Content $file -Raw | ConvertFrom-Json }
    New-TestResult -Failure 'Report did not run'
}

function Invoke-Suite([psobject] $Of, [string] $Name) {
    switch ($Name) {
        'Module' {
            $files = @(Get-ModuleSuite $Of)
            $size = $Of.IsCrossing ? 1 : $filesOfProcess
            for ($index = 0; $index -lt $files.Count; $index += $size) { Invoke-ModuleSuite $Of $files[$index..[Math]::Min($index + $size - 1, $files.Count - 1)] }
        }
        'Report' { Invoke-Browser $Of }
        'Core' { foreach ($project in 'Core', 'Logs', 'Views', 'Application') { Invoke-Xunit $Of $project } }
        default { Invoke-Xunit $Of $Name }
    }
}

$chosen = @($rows | Where-Object { $name = $_.Name; @($Row | Where-Object { $name -like $_ }).Count -gt 0 })
if (-not $chosen) { throw "There is no such row. The rows are: $($rows.Name -join ', ')." }
if ($List) { return $chosen | Select-Object Name, Days, At, Zone, Language, Suites, @{ Name = 'ModuleSuites'; Expression = { Split-Path (Get-ModuleSuite $_) -Leaf } } }

$library = Get-ChildItem /usr/lib/*/faketime/libfaketimeMT.so.1, /usr/lib/faketime/libfaketimeMT.so.1 -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty FullName
if (-not $library -and ($chosen | Where-Object { $_.Days -or $_.At })) { throw 'There is no libfaketime. Install the package faketime, or choose rows of languages only.' }

$results = Join-Path ([IO.Path]::GetTempPath()) "costcompass-matrix-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $results -ItemType Directory
$failed = 0
try {
    foreach ($one in $chosen) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $line = [ordered]@{ Row = $one.Name }
        $failures = [Collections.Generic.List[string]]::new()
        foreach ($name in $whole) {
            $line[$name] = $null
            if ($name -notin $one.Suites -or ($Suite -and $name -notin $Suite)) { continue }

            $parts = @(Invoke-Suite $one $name)
            $line[$name] = ($parts | Measure-Object Passed, Failed, Skipped -Sum).Sum -join '/'
            foreach ($failure in $parts.Failures) { $failures.Add("${name}: $failure") }
            $failed += ($parts | Measure-Object Failed -Sum).Sum
        }

        $line['Seconds'] = [int] $watch.Elapsed.TotalSeconds
        $line['Failures'] = $failures.ToArray()
        [pscustomobject] $line
    }
}
finally { Remove-Item $results -Recurse -Force -ErrorAction Ignore }

exit ($failed -gt 0 ? 1 : 0)
