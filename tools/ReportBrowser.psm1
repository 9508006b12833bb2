# The requirements for the tests and pictures of the report: Node, the packages of tests/report, and Chromium.

$folder = Join-Path (Split-Path $PSScriptRoot) 'tests' 'report'
$leastNode = 20

function Get-BrowserObstacle {
    <#
    .SYNOPSIS
        Returns the reason why a report can't be opened in a browser, or nothing. Installs missing packages from npm.
    #>
    [OutputType([string])]
    param()

    if (-not (Get-Command node, npm -CommandType Application -ErrorAction Ignore | Select-Object -Skip 1)) { return 'Node isn''t installed' }
    $version = [int]((node --version) -replace '^v(\d+)\..*$', '$1')
    if ($version -lt $leastNode) { return "Node $version is installed, but $leastNode or later is required" }
    if (-not (node (Join-Path $folder 'browser-path.js'))) { return 'Chromium wasn''t found (set COSTCOMPASS_BROWSER to its path)' }
    if (-not (Test-Path (Join-Path $folder 'node_modules' 'playwright-core')) -or -not (Test-Path (Join-Path $folder 'node_modules' 'axe-core'))) {
        $null = npm ci --prefix $folder --no-audit --no-fund --ignore-scripts 2>&1
        if ($LASTEXITCODE -ne 0) { return "npm couldn't install the packages of tests/report" }
    }
}

function Get-ReportTestFolder {
    <#
    .SYNOPSIS
        Gets the folder of the browser tests.
    #>
    [OutputType([string])]
    param()

    $folder
}

Export-ModuleMember -Function Get-BrowserObstacle, Get-ReportTestFolder
