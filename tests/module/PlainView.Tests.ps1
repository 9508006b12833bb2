# Where the module's own code can't run in a view, or the objects are no longer its own, money is still shown.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $views = ([xml](Get-Content (Join-Path (Split-Path (Get-BuiltModulePath)) 'Format.ps1xml') -Raw)).Configuration.ViewDefinitions.View
    $script:money = foreach ($view in $views) {
        if ($view.TableControl -and $view.OuterXml -match 'ViewMoney\]::Cell') { @{ Name = $view.Name; Type = @($view.ViewSelectedBy.TypeName)[0] } }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $null = Enter-TestHome

    # A view follows the culture.
    $script:shown = [regex]::Escape((12.5).ToString('0.00', [cultureinfo]::CurrentCulture))

    function Get-Filled {
        param([string] $TypeName)
        # What follows a hash is a name that a command gives to some objects of the type.
        $type = $TypeName.Split('#')[0] -as [type]
        $one = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($type)
        foreach ($property in $type.GetProperties()) {
            if (-not $property.CanWrite) { continue }
            $plain = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
            if ($plain -eq [decimal]) { $property.SetValue($one, 12.5d -as [decimal]) }
            elseif ($plain -eq [string]) { $property.SetValue($one, 'USD') }
            elseif ($plain -eq [datetimeoffset]) { $property.SetValue($one, [datetimeoffset]::new(2026, 11, 1, 8, 0, 0, 0)) }
        }
        $one = [psobject] $one
        if ($TypeName.Contains('#')) { $one.PSObject.TypeNames.Insert(0, $TypeName) }
        $one
    }

    function Format-Plain {
        param([object] $One, [string] $Mode)
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault())
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript("Import-Module '$(Get-BuiltModulePath)'").Invoke()
            $runspace.SessionStateProxy.LanguageMode = $Mode
            $shell.Commands.Clear()
            $null = $shell.AddCommand('Format-Table').AddParameter('InputObject', $One).AddCommand('Out-String').AddParameter('Width', 200)
            $shell.Invoke() -join ''
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

AfterAll {
    Exit-TestHome
}

Describe 'The table of <Name>' -ForEach $script:money {
    It 'shows money in the constrained language mode' {
        Format-Plain (Get-Filled $Type) ConstrainedLanguage | Should -Match $shown
    }

    It 'shows money after Import-Clixml' {
        $file = Join-Path $TestDrive 'one.xml'
        Get-Filled $Type | Export-Clixml $file
        Format-Plain (Import-Clixml $file) FullLanguage | Should -Match $shown
    }
}

Describe 'The views' {
    It 'say for each cell of the module''s own how it looks without its code' {
        $views = [xml](Get-Content (Join-Path (Split-Path (Get-BuiltModulePath)) 'Format.ps1xml') -Raw)
        $cells = $views.SelectNodes('//ScriptBlock').InnerText -match '\[CostCompass\.'
        $cells.Count | Should -BeGreaterThan 100
        $cells -notmatch '\btry\b.*\bcatch\b' | Should -BeNullOrEmpty
    }
}
