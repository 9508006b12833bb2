<#
.SYNOPSIS
    Runs the suites of an existing build at other times, in other time zones and in other languages.
.DESCRIPTION
    libfaketime (the Debian package faketime) sets the time of a suite's processes and of their child processes. Their clock
    is shifted by a constant and runs on from there. The monotonic clock, which measures waits, isn't changed. Time zone and
    language are set in the variables TZ and LANG. .NET gets its culture from LANG, and no locale has to be generated.

    Build first: dotnet build CostCompass.sln -c Release, then ./build.ps1. The script runs on Linux.
.PARAMETER Row
    The rows to run. Wildcards are allowed. The default is all rows.
.PARAMETER Suite
    The suites to run. The default is all suites of a row. Core includes Logs, Views and Application.
.PARAMETER Path
    The Pester suites of Module. The default is the suites of a row.
.PARAMETER List
    Lists the rows and suites without running them.
.PARAMETER Configuration
    The build configuration.
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1 -Row '+400 days', LANG* -Suite Core, Providers
.EXAMPLE
    ./tools/Test-TimeMatrix.ps1 -Row 'LANG=tr_TR' -Suite Module -Path tests/module/Price.Tests.ps1
.OUTPUTS
    An object per row: for each suite the numbers of tests that passed, failed and were skipped, such as 1114/0/0, the
    seconds that the row took, and what failed. Run as the file of a process, it exits with 1 if anything failed.
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

# These aren't about dates, amounts or text, but about processes, keys, files and servers. They run only in complete rows.
# Help sets its clock, time zone and culture itself.
$timeless = 'Concurrency', 'Faults', 'Help', 'Loading', 'ManyAccounts', 'Manifest', 'Package', 'PowerShell', 'Secrets', 'Soak', 'StoreCare', 'TeamStore', 'Tls', 'Vault'

# The slowest xunit classes of the same kind: connections, disks and certificates, and properties that create their own times and amounts and no
# text.
$timelessClasses = @{
    Core      = 'ForecastPropertyTests', 'SpendInvariantProperties'
    Providers = @()
    Storage   = @(
        'DiagnosisTests', 'FailoverTests', 'HostileArchiveTests', 'LostConnectionTests', 'LostSourceTests', 'ManyConnectionsTests'
        'RoleScriptTests', 'ServerReadPlanTests', 'SmallDiskTests', 'TlsTests'
    )
}

# libfaketime shares one semaphore between a process and its child processes. A program that is stopped or killed while it holds the semaphore
# blocks all others: with a set time, these suites wouldn't end.
$killing = 'Concurrency', 'Faults', 'PowerShell', 'Soak'

# With libfaketime, the timers of a PostgreSQL server (lock_timeout, statement_timeout) never fire.
$serverTimers = 'RoleScriptTests.WhoeverHoldsALock_KeepsTheOthersForAShortTimeOnly'

# The number of Module files that share a process if no time is crossed, and the timeout of a process in seconds.
$filesOfProcess = 8
$longest = 1500

# The time of a crossing row is just before a change: each of its processes starts there and runs through the change.
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
    # The runner uses English, regardless of the tests.
    'DOTNET_CLI_UI_LANGUAGE=en'
    if (-not $Of.Days -and -not $Of.At) { return }

    $seconds = $Of.Days ? 86400 * $Of.Days : [long] [Math]::Floor(([datetimeoffset] $Of.At - [datetimeoffset]::UtcNow).TotalSeconds)
    "LD_PRELOAD=$library"
    'FAKETIME={0:+0;-0}' -f $seconds
    'FAKETIME_DONT_FAKE_MONOTONIC=1'
    # Waits of .NET already use the monotonic clock. Without this, they end too early.
    'FAKETIME_FORCE_MONOTONIC_FIX=0'
    # File times that a test sets use the same clock as those that it reads.
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
    $filter = @($Of.IsWhole ? @() : @($timelessClasses[$Project] | ForEach-Object { "FullyQualifiedName!~.$_." }))
    if ($Of.Days -or $Of.At) { $filter += "FullyQualifiedName!~.$serverTimers" }
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
    New-TestResult -Failure "The report didn't run."
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
if (-not $chosen) { throw "The row doesn't exist. The rows are: $($rows.Name -join ', ')." }
if ($List) { return $chosen | Select-Object Name, Days, At, Zone, Language, Suites, @{ Name = 'ModuleSuites'; Expression = { Split-Path (Get-ModuleSuite $_) -Leaf } } }

$library = Get-ChildItem /usr/lib/*/faketime/libfaketimeMT.so.1, /usr/lib/faketime/libfaketimeMT.so.1 -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty FullName
if (-not $library -and ($chosen | Where-Object { $_.Days -or $_.At })) { throw 'libfaketime isn''t installed. Install the package faketime, or choose only rows with a language.' }

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
