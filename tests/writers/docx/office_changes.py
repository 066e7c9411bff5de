"""Accepts or rejects all changes of a Word file in LibreOffice; run by a Python that has its `uno` module.

Arguments: the office's program, a folder for its profile, the file, `AcceptAllTrackedChanges` or
`RejectAllTrackedChanges`. Prints the paragraphs that are left as JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]


def connect(pipe: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("the office does not answer")


def main(office: str, profile: str, file: str, command: str) -> None:
    pipe = f"exporter-{Path(profile).parent.name}-{Path(profile).name}"
    options = ["--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen([office, f"-env:UserInstallation={Path(profile).as_uri()}", *options])
    try:
        context = connect(pipe)
        manager = context.ServiceManager  # type: ignore[attr-defined]
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
        paragraphs = []
        walk = document.Text.createEnumeration()
        while walk.hasMoreElements():
            paragraphs.append(walk.nextElement().getString())
        print(json.dumps(paragraphs))
        document.close(True)
        desktop.terminate()
    finally:
        process.wait(30)


main(*sys.argv[1:])
