/**
 * The plain page of the browser tests: the outputs of a kernel's cells, with nothing of JupyterLab
 * around them. Kernel connection, widget manager and anywidget are those of JupyterLab.
 */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import {
  type Kernel,
  KernelConnection,
  type KernelMessage,
  ServerConnection,
} from "@jupyterlab/services";
import { Widget } from "@lumino/widgets";

const VIEW = "application/vnd.jupyter.widget-view+json";
const { Comm } = base.shims.services;

type Bundle = Record<string, unknown>;
type Modules = Record<string, Record<string, unknown>>;
type JSONObject = KernelMessage.ICommOpenMsg["content"]["data"];

const modules: Modules = {
  "@jupyter-widgets/base": { ...base },
  "@jupyter-widgets/controls": { ...controls },
};

/** Anywidget comes as it does to any page with AMD modules. */
function define(_: string[], factory: (widgets: typeof base) => Record<string, unknown>): void {
  modules.anywidget = factory(base);
}

class Manager extends ManagerBase {
  constructor(private kernel: Kernel.IKernelConnection) {
    super();
    kernel.registerCommTarget(this.comm_target_name, async (comm, message) => {
      await this.handle_comm_open(new Comm(comm), message);
    });
    kernel.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") this.disconnect();
    });
  }

  restore(): Promise<void> {
    return this._loadFromKernel();
  }

  protected override async loadClass(name: string, module: string) {
    const found = modules[module]?.[name];
    if (!found) throw new Error(`There is no ${name} of ${module} in this page.`);
    return found as typeof base.WidgetModel;
  }

  protected override async _create_comm(
    target: string,
    id?: string,
    data?: JSONObject,
    metadata?: JSONObject,
    buffers?: ArrayBuffer[],
  ): Promise<base.IClassicComm> {
    const comm = this.kernel.createComm(target, id);
    if (data || metadata) comm.open(data, metadata, buffers);
    return new Comm(comm);
  }

  protected override async _get_comm_info() {
    const reply = await this.kernel.requestCommInfo({ target_name: this.comm_target_name });
    return reply.content.status === "ok" ? reply.content.comms : {};
  }
}

let kernel: KernelConnection;
let manager: Manager;
/** The widgets that each cell shows: they end with its output, as a notebook's do. */
const widgets = new Map<Element, Widget[]>();

/** Connect to a kernel, and take over the widgets that it has. */
async function connect(id: string, baseUrl: string, token: string): Promise<void> {
  const serverSettings = ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace("http", "ws"),
    token,
    appendToken: true,
  });
  kernel = new KernelConnection({ model: { id, name: "python3" }, serverSettings });
  manager = new Manager(kernel);
  await kernel.info;
  await manager.restore();
}

/** Run a cell and show what it displays; return all that it put out. */
async function run(index: number, code: string): Promise<KernelMessage.IIOPubMessage[]> {
  const outputs: KernelMessage.IIOPubMessage[] = [];
  const shown: Promise<void>[] = [];
  const place = cell(index);
  for (const widget of widgets.get(place) ?? []) widget.dispose();
  widgets.delete(place);
  place.replaceChildren();
  const future = kernel.requestExecute({ code }, true, { cellId: `cell-${index}` });
  future.onIOPub = (message) => {
    outputs.push(message);
    if ("data" in message.content) shown.push(show(place, message.content.data as Bundle));
  };
  await future.done;
  await Promise.all(shown);
  // As notebooks do: what is out of sight may wait to be drawn.
  place.scrollIntoView({ block: "nearest" });
  return outputs;
}

/** Show again what a cell had displayed. */
async function again(index: number, outputs: KernelMessage.IIOPubMessage[]): Promise<void> {
  for (const { content } of outputs)
    if ("data" in content) await show(cell(index), content.data as Bundle);
}

function cell(index: number): Element {
  const cells = document.querySelector("main") as Element;
  while (cells.childElementCount <= index) {
    const place = document.createElement("section");
    cells.append(place);
  }
  return cells.children[index] as Element;
}

async function show(place: Element, bundle: Bundle): Promise<void> {
  const output = document.createElement("div");
  place.append(output);
  const view = bundle[VIEW] as { model_id: string } | undefined;
  const html = bundle["text/html"] ?? bundle["image/svg+xml"];
  if (view && manager.has_model(view.model_id)) {
    const model = await manager.get_model(view.model_id);
    const widget = await manager.create_view(model as base.DOMWidgetModel);
    if (!output.isConnected) return widget.luminoWidget.dispose();
    Widget.attach(widget.luminoWidget, output);
    widgets.set(place, [...(widgets.get(place) ?? []), widget.luminoWidget]);
  } else if (html) {
    output.innerHTML = String(html);
  } else {
    output.textContent = String(bundle["text/plain"] ?? "");
  }
}

Object.assign(window, { define, plain: { connect, run, again, kernel: () => kernel } });
