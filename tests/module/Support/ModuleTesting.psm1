# What the suites of the built module share: where it is, a simulated DeepSeek, a throwaway home, a fresh shell.

$root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
Import-Module (Join-Path $root 'tools' 'PowerShell.psm1')
$configuration = $env:COSTCOMPASS_TEST_CONFIGURATION ? $env:COSTCOMPASS_TEST_CONFIGURATION : 'Release'
$variables = @(
    'COSTCOMPASS_HOME', 'COSTCOMPASS_STORE', 'COSTCOMPASS_CLOCK', 'COSTCOMPASS_VAULT_PASSWORD'
    'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL'
    'ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_ADMIN_BASE_URL', 'OPENAI_ADMIN_KEY', 'OPENAI_ADMIN_BASE_URL', 'DIGITALOCEAN_TOKEN', 'DIGITALOCEAN_BASE_URL'
    'AI_GATEWAY_API_KEY', 'AI_GATEWAY_BASE_URL', 'VAST_API_KEY', 'VAST_BASE_URL'
    foreach ($one in 'MOONSHOT', 'NOVITA', 'OPENROUTER', 'RUNPOD', 'SILICONFLOW') { "${one}_API_KEY", "${one}_BASE_URL" }
)

function Get-RepositoryPath {
    <#
    .SYNOPSIS
        The root of the repository.
    #>
    [OutputType([string])]
    param()

    $root
}

function Get-BuiltModulePath {
    <#
    .SYNOPSIS
        The manifest of the module under test: that of COSTCOMPASS_TEST_MODULE, else that of output/CostCompass.
    #>
    [OutputType([string])]
    param()

    $folder = $env:COSTCOMPASS_TEST_MODULE ? $env:COSTCOMPASS_TEST_MODULE : (Join-Path $root 'output' 'CostCompass')
    $path = Join-Path $folder 'CostCompass.psd1'
    if (-not (Test-Path $path)) { throw "There is no built module at '$path'. Run ./build.ps1 first." }
    $path
}

function Get-FixturePath {
    <#
    .SYNOPSIS
        The folder into which a fixture project was compiled.
    #>
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [string] $Name
    )

    $folder = Join-Path $root 'tests' 'module' 'Fixtures' $Name 'bin' $configuration 'net8.0'
    if (-not (Test-Path $folder)) { throw "The fixture '$Name' is not compiled. Run: dotnet build CostCompass.sln -c $configuration" }
    $folder
}

function Enter-Instant {
    <#
    .SYNOPSIS
        Puts the clock of the module, and those of simulators, at an instant such as 2026-11-16T02:00:00Z.
    #>
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Instant,

        [Parameter(Position = 1)]
        [object[]] $Simulator = @()
    )

    $env:COSTCOMPASS_CLOCK = $Instant
    foreach ($one in $Simulator) { $null = Invoke-Simulator -Simulator $one -Path clock -Body @{ set = $Instant } }
}

function Get-CleanEnvironment {
    <#
    .SYNOPSIS
        The variables that the module reads, all unset, but for those that are given.
    #>
    [OutputType([hashtable])]
    param(
        [Parameter(Position = 0)]
        [System.Collections.IDictionary] $With = @{}
    )

    $clean = @{}
    foreach ($name in $variables) { $clean[$name] = $null }
    foreach ($name in $With.Keys) { $clean[$name] = $With[$name] }
    $clean
}

function Enter-TestHome {
    <#
    .SYNOPSIS
        Points the module at a folder that does not exist yet, with no key and no clock set. Returns the folder.
    #>
    [OutputType([string])]
    param()

    $folder = Join-Path (Get-PSDrive TestDrive).Root "home-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
    $clean = Get-CleanEnvironment @{ COSTCOMPASS_HOME = $folder }
    foreach ($name in $clean.Keys) { [Environment]::SetEnvironmentVariable($name, $clean[$name]) }
    $folder
}

function Exit-TestHome {
    <#
    .SYNOPSIS
        Unsets every variable that the module reads.
    #>
    param()

    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
}

function Invoke-Invariant {
    <#
    .SYNOPSIS
        Runs a script under the invariant culture: for what is compared with a view as it is written, which follows the culture.
    #>
    param(
        [Parameter(Mandatory, Position = 0)]
        [scriptblock] $Script
    )

    $before = [cultureinfo]::CurrentCulture
    try {
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        & $Script
    }
    finally { [cultureinfo]::CurrentCulture = $before }
}

function Connect-TestAccount {
    <#
    .SYNOPSIS
        Connects an account of a simulator whose key is read from an environment variable of its own.
    #>
    param(
        [Parameter(Mandatory, Position = 0)]
        [object] $Simulator,

        [Parameter(Position = 1)]
        [string] $Name = 'deepseek',

        [string] $Key = $Simulator.Key
    )

    $variable = "TEST_KEY_$($Name.ToUpperInvariant() -replace '\W', '_')"
    [Environment]::SetEnvironmentVariable($variable, $Key)
    CostCompass\Connect-DeepSeek -Name $Name -EnvironmentVariable $variable -BaseUri $Simulator.BaseUri -SkipVerification -Force
}

function ConvertTo-Secret {
    <#
    .SYNOPSIS
        A SecureString of made-up text.
    #>
    [OutputType([securestring])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Text
    )

    $secret = [securestring]::new()
    foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
    $secret.MakeReadOnly()
    , $secret
}

function Open-FreshShell {
    <#
    .SYNOPSIS
        Starts a script in a new pwsh without a profile and without anybody to ask. Returns at once; see Wait-FreshShell.
    .PARAMETER Script
        The script. What it returns comes back as it survives Export-Clixml; return plain values.
    .PARAMETER Environment
        Environment variables for it, on top of a clean set. A null unsets one.
    .PARAMETER WithoutModule
        Do not import the module under test first.
    .PARAMETER Argument
        Arguments of pwsh before -File.
    .PARAMETER InputText
        What is typed into it. Its input is closed after that.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [scriptblock] $Script,

        [System.Collections.IDictionary] $Environment = @{},

        [switch] $WithoutModule,

        [string[]] $Argument = @('-NonInteractive'),

        [string] $InputText
    )

    $folder = Join-Path (Get-PSDrive TestDrive).Root "shell-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
    $null = New-Item $folder -ItemType Directory
    $file = Join-Path $folder 'script.ps1'
    $result = Join-Path $folder 'result.xml'
    $lines = @(
        '$PSNativeCommandUseErrorActionPreference = $false'
        if (-not $WithoutModule) { "Import-Module '$(Get-BuiltModulePath)' -ErrorAction Stop" }
        '$result = @(& {'
        $Script.ToString()
        '})'
        "Export-Clixml -InputObject `$result -Path '$result' -Depth 4"
    )
    [IO.File]::WriteAllText($file, ($lines -join "`n"))

    $start = [Diagnostics.ProcessStartInfo]::new((Get-PowerShellPath))
    foreach ($one in @('-NoProfile') + $Argument + @('-File', $file)) { $start.ArgumentList.Add($one) }
    $clean = Get-CleanEnvironment $Environment
    foreach ($name in $clean.Keys) {
        $null = $start.Environment.Remove($name)
        if ($null -ne $clean[$name]) { $start.Environment[$name] = $clean[$name] }
    }

    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    if ($InputText) { $process.StandardInput.WriteLine($InputText) }
    $process.StandardInput.Close()
    [pscustomobject]@{
        Process = $process
        Output  = $process.StandardOutput.ReadToEndAsync()
        Errors  = $process.StandardError.ReadToEndAsync()
        Result  = $result
    }
}

function Wait-FreshShell {
    <#
    .SYNOPSIS
        Waits for what Open-FreshShell started, and gives its exit code, its texts and what the script returned.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [object] $Shell,

        [int] $TimeoutSec = 90
    )

    $isOver = $Shell.Process.WaitForExit($TimeoutSec * 1000)
    if (-not $isOver) { Stop-Program $Shell.Process }
    $Shell.Process.WaitForExit()
    $answer = [pscustomobject]@{
        HasEnded = $isOver
        ExitCode = $Shell.Process.ExitCode
        Output   = $Shell.Output.Result
        Errors   = $Shell.Errors.Result
        Value    = (Test-Path $Shell.Result) ? (Import-Clixml $Shell.Result) : $null
    }
    $Shell.Process.Dispose()
    $answer
}

function Invoke-FreshShell {
    <#
    .SYNOPSIS
        Runs a script in a new pwsh without a profile and waits for it: see Open-FreshShell and Wait-FreshShell.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [scriptblock] $Script,

        [System.Collections.IDictionary] $Environment = @{},

        [switch] $WithoutModule,

        [string[]] $Argument = @('-NonInteractive'),

        [string] $InputText,

        [int] $TimeoutSec = 90
    )

    $shell = Open-FreshShell $Script -Environment $Environment -WithoutModule:$WithoutModule -Argument $Argument -InputText $InputText
    Wait-FreshShell $shell -TimeoutSec $TimeoutSec
}

Export-ModuleMember -Function '*-*'
