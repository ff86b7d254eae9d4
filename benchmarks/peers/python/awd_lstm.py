"""Trains an AWD-LSTM language model of 128, 256 and 2 layers on random words, as fastai's learner does: its five dropouts, AR 2, TAR 1, memory from
batch to batch, Adam with decoupled decay.

    OMP_WAIT_POLICY=passive python3 awd_lstm.py [--vocabulary N] [--batch N] [--length N] [--batches N] [--threads N]
"""
import time

import common


def main():
    args = common.parse(vocabulary=8000, batch=64, length=72, batches=40)
    import torch
    import torch.nn as nn
    import torch.nn.functional as F

    class WeightDropped(nn.Module):
        def __init__(self, inputs, outputs, share):
            super().__init__()
            self.lstm = nn.LSTM(inputs, outputs, 1, batch_first=True)
            self.raw = nn.Parameter(self.lstm.weight_hh_l0.data)
            self.share = share

        def forward(self, x, state):
            del self.lstm._parameters["weight_hh_l0"]
            self.lstm._parameters["weight_hh_l0"] = F.dropout(self.raw, self.share, self.training)
            names = self.lstm._flat_weights_names
            self.lstm._flat_weights = [self.lstm._parameters[name] for name in names]
            return self.lstm(x, state)

    def locked(x, share):
        if share == 0:
            return x
        mask = x.new_empty(x.size(0), 1, x.size(2)).bernoulli_(1 - share).div_(1 - share)
        return x * mask

    class Awd(nn.Module):
        def __init__(self, vocabulary, embedding, hidden, layers):
            super().__init__()
            self.embedding = nn.Embedding(vocabulary, embedding)
            nn.init.uniform_(self.embedding.weight, -0.1, 0.1)
            sizes = [embedding] + [hidden] * (layers - 1) + [embedding]
            self.lstms = nn.ModuleList(WeightDropped(sizes[i], sizes[i + 1], 0.2) for i in range(layers))
            self.bias = nn.Parameter(torch.zeros(vocabulary))
            self.states = None

        def forward(self, tokens):
            if self.states is None:
                self.states = [(torch.zeros(1, tokens.size(0), lstm.lstm.hidden_size),) * 2 for lstm in self.lstms]
            weight = self.embedding.weight
            mask = weight.new_empty(weight.size(0), 1).bernoulli_(0.98).div_(0.98)
            x = locked(F.embedding(tokens, weight * mask), 0.25)
            states = []
            for i, lstm in enumerate(self.lstms):
                x, state = lstm(x, self.states[i])
                states.append(tuple(s.detach() for s in state))
                if i < len(self.lstms) - 1:
                    x = locked(x, 0.15)
            self.states = states
            dropped = locked(x, 0.1)
            return F.linear(dropped, weight, self.bias), x, dropped

    model = Awd(args.vocabulary, 128, 256, 2).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.8, 0.99), eps=1e-5, weight_decay=0.01)
    words = torch.randint(args.vocabulary, (args.batch, args.length * args.batches + 1))

    def step(number):
        at = number * args.length
        tokens, target = words[:, at:at + args.length], words[:, at + 1:at + args.length + 1]
        logits, raw, dropped = model(tokens)
        loss = F.cross_entropy(logits.flatten(0, 1), target.flatten())
        total = loss + 2 * dropped.float().pow(2).mean() + (raw[:, 1:] - raw[:, :-1]).float().pow(2).mean()
        total.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()

    for i in range(args.batches):
        step(i)
    model.states = None
    start = time.process_time()
    for i in range(args.batches):
        loss = step(i)
    taken = time.process_time() - start
    tokens = args.batch * args.length * args.batches
    common.report("language-step", args, loss=round(loss, 4), tokens=tokens, tokens_per_cpu_s=round(tokens / taken, 1))


if __name__ == "__main__":
    main()
