# The result of a suite: Passed, Failed, Skipped, Failures in words, Slowest (Name and Seconds of its slowest tests), and NotRun,
# which lists what didn't run because a program is missing.

function New-TestResult {
    <#
    .SYNOPSIS
        Creates the result of a suite. Without numbers, a failure counts as one failed test, and a reason why it didn't run as one skipped test.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It creates an object.')]
    [OutputType([pscustomobject])]
    param(
        [int] $Passed = 0,

        [int] $Failed = 0,

        [int] $Skipped = 0,

        [string[]] $Failure = @(),

        [object[]] $Test = @(),

        [string] $NotRun
    )

    [pscustomobject]@{
        Passed   = $Passed
        Failed   = $Failed -eq 0 -and $Failure ? $Failure.Count : $Failed
        Skipped  = $Skipped
        Failures = $Failure
        Slowest  = @($Test | Sort-Object Seconds -Descending -Top 10)
        NotRun   = $NotRun ? $NotRun : $null
    }
}

function Read-TrxResult {
    <#
    .SYNOPSIS
        Sums the reports of dotnet test in a folder.
    .PARAMETER ExitCode
        The exit code of dotnet test, because an aborted run isn't counted in the reports.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Folder,

        [Parameter(Mandatory)]
        [int] $ExitCode
    )

    # Two reports from the same second differ by brackets in their names.
    $runs = @(Get-ChildItem $Folder -Filter '*.trx' | ForEach-Object { ([xml](Get-Content -LiteralPath $_.FullName -Raw)).TestRun })
    $tests = @($runs | ForEach-Object { $_.Results.UnitTestResult })
    $failed = @($tests | Where-Object outcome -EQ Failed)
    $passed = @($tests | Where-Object outcome -EQ Passed).Count
    $failures = @($failed | ForEach-Object { "$($_.testName)`n$($_.Output.ErrorInfo.Message)" })
    if ($ExitCode -ne 0 -and -not $failed) { $failures += "dotnet test exited with $ExitCode." }
    $seconds = { $_.duration ? [timespan]::Parse($_.duration, [cultureinfo]::InvariantCulture).TotalSeconds : 0 }
    New-TestResult -Passed $passed -Skipped ($tests.Count - $passed - $failed.Count) -Failure $failures -Test (
        $tests | Select-Object @{ n = 'Name'; e = { $_.testName } }, @{ n = 'Seconds'; e = $seconds })
}

Export-ModuleMember -Function New-TestResult, Read-TrxResult
