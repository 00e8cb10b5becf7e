"""Times training steps of PyTorch made of the code of LiResNet's authors (github.com/hukkai/liresnet), for comparison.

Run by gpuSpeed.bench.ts where GLORO_TORCH names a Python with torch, timm and pyyaml, and GLORO_LIRESNET a
checkout. On a GPU where that Python has CUDA. Two steps, each with `sub_lipschitz` first, as train.py takes them,
without its data loader and DistributedDataParallel:

- `published`: their GloroNet with the loss, optimizer, clipping and power iterations of their configs/cifar10.yaml. Its
  dense layers are orthogonal, by Cholesky factors: work that this project's LiResNet does not have.
- `recipe`: their layers and loss in the network of media/recipes/cifar10-liresnet.gloro.json, with that optimizer:
  the step that this project's engines take.

Prints the JSON line of timedSteps.py.
"""
import math
import os
import sys

import torch
import torch.nn as nn

from timedSteps import DEVICE, print_step_times

CLASSES, INPUT_SIZE, STEM_STRIDE, NECK_STRIDE, HIDDEN = 10, 32, 2, 4, 512
POWER_ITERATIONS = 5
RECIPE = {"lr": 1e-3, "eps": 1e-8, "weight_decay": 1e-4}
RECIPE_CLIP_NORM = 3


class RecipeNet(nn.Module):
    """liresnet_C18CC2F of src/gloro/architectures/cxCC2F.ts, of the authors' layers."""

    def __init__(self, depth, width):
        super().__init__()
        from models.blocks import LiResConv
        from models.layers import Conv2d, Linear, MinMax
        from models.model import head

        extent = INPUT_SIZE // STEM_STRIDE
        features = 2 * width * (extent // NECK_STRIDE) ** 2
        self.act = MinMax()
        self.stem = Conv2d(3, width, kernel_size=5, stride=STEM_STRIDE, input_size=INPUT_SIZE)
        self.conv = LiResConv(width, depth, extent, self.act, centering=False)
        self.neck = Conv2d(
            width, 2 * width, kernel_size=NECK_STRIDE, stride=NECK_STRIDE, padding=0, input_size=extent
        )
        self.linear = Linear(features, HIDDEN)
        self.head = head(HIDDEN, CLASSES, use_lln=False)
        # Their dense layer takes twice as many: ten products of a vector more.
        for module in self.modules():
            module.num_lc_iter = POWER_ITERATIONS

    def forward(self, x):
        x = self.conv(self.act(self.stem(x)))
        x = self.act(self.neck(x)).flatten(1)
        return self.head(self.act(self.linear(x)))

    def sub_lipschitz(self):
        product = 1.0
        for layer in (self.stem, self.conv, self.neck, self.linear):
            product = product * layer.lipschitz()
        return product


def published(config, depth, width):
    import timm.optim
    from models import GloroNet

    training = config["training"]
    model = GloroNet(**{**config["model"], "depth": depth, "width": width}, **config["dataset"])
    model = model.to(DEVICE)
    rule = torch.optim.NAdam if training["nadam"] else torch.optim.Adam
    optimizer = rule(model.parameters(), lr=training["lr"], weight_decay=training["weight_decay"])
    if training["lookahead"]:
        optimizer = timm.optim.Lookahead(optimizer)
    return model, optimizer, training["grad_clip_val"] if training["grad_clip"] else math.inf


def recipe(_, depth, width):
    model = RecipeNet(depth, width).to(DEVICE)
    return model, torch.optim.AdamW(model.parameters(), **RECIPE), RECIPE_CLIP_NORM


NETS = {"published": published, "recipe": recipe}


def main(net, checkout, depth, width, batch, steps):
    sys.path.insert(0, checkout)
    import models
    import yaml

    with open(os.path.join(checkout, "configs", "cifar10.yaml")) as file:
        config = yaml.safe_load(file)
    # As at the end of their train.py.
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    torch.manual_seed(0)
    model, optimizer, clip_norm = NETS[net](config, depth, width)
    model.train()
    loss_of = getattr(models, config["gloro"]["loss_type"])
    images, labels = torch.rand(batch, 3, INPUT_SIZE, INPUT_SIZE), torch.randint(0, CLASSES, (batch,))
    if DEVICE.type == "cuda":
        images, labels = images.pin_memory(), labels.pin_memory()

    def step():
        optimizer.zero_grad(set_to_none=True)
        lipschitz = model.sub_lipschitz()
        inputs, targets = images.to(DEVICE, non_blocking=True), labels.to(DEVICE, non_blocking=True)
        y, robust, loss = loss_of(
            model, x=inputs, label=targets, lc=lipschitz, eps=config["gloro"]["eps"], return_loss=True
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), clip_norm)
        optimizer.step()
        return [logits.argmax(1).eq(targets).sum().item() for logits in (y, robust)]

    print_step_times(step, steps)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(int(size) for size in sys.argv[3:]))
