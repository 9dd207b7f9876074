# SPDX-License-Identifier: EUPL-1.2
# One command for each thing a developer does, on Windows: .\dev.ps1 demo | test | tour | lint | setup
param(
    [Parameter(Position = 0)]
    [ValidateSet('demo', 'test', 'tour', 'lint', 'setup', 'help')]
    [string]$Command = 'help',
    [Parameter(ValueFromRemainingArguments)]
    [string[]]$Rest = @()
)
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$Scripts = Join-Path '.venv' 'Scripts'
$Python = Join-Path $Scripts 'python.exe'
$Stamp = Join-Path '.venv' 'set-up-for'

function Invoke-Checked([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Install-Everything {
    $wanted = (Get-FileHash requirements.lock).Hash + (Get-FileHash pyproject.toml).Hash
    if ((Test-Path $Stamp) -and ((Get-Content $Stamp -Raw).Trim() -eq $wanted)) { return }
    if (-not (Test-Path $Python)) { Invoke-Checked 'py' @('-3', '-m', 'venv', '.venv') }
    $pip = @('-m', 'pip', '--disable-pip-version-check', '--no-input', '-q', 'install')
    Invoke-Checked $Python ($pip + @('--require-hashes', '-r', 'requirements.lock'))
    Invoke-Checked $Python ($pip + @('--no-deps', '--no-build-isolation', '-e', '.'))
    Set-Content $Stamp $wanted
}

function Test-House {
    Invoke-Checked (Join-Path $Scripts 'ruff.exe') @('check', '--quiet', '.')
    Invoke-Checked (Join-Path $Scripts 'ruff.exe') @('format', '--quiet', '--check', '.')
    Invoke-Checked (Join-Path $Scripts 'mypy.exe') @('--no-error-summary')
    Invoke-Checked (Join-Path $Scripts 'lint-imports.exe') @('--no-logo')
    Invoke-Checked $Python @('-m', 'tools.lint_house')
}

if ($Command -eq 'help') {
    Write-Output '.\dev.ps1 demo | test [--long] [...] | tour [DIR] | lint | setup'
    exit 0
}
Install-Everything
$Desk = Join-Path $Scripts 'welfare-desk.exe'
switch ($Command) {
    'demo' { & $Desk demo @Rest }
    'tour' {
        $folder = if ($Rest.Count) { $Rest[0] } else { 'tour' }
        & $Desk tour --out $folder @($Rest | Select-Object -Skip 1)
    }
    'lint' { Test-House }
    'test' { Test-House; & $Python -m pytest @Rest }
}
exit $LASTEXITCODE
