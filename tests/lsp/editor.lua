-- What a person does in Neovim, without one: a brief is opened, a mistake typed, and what is told and done is written
-- down. Nothing here is newer than Neovim 0.7.
local out = {}
local function wait(what, check)
  if not vim.wait(15000, check, 20) then out.late = what end
end
local function request(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, "utf-16"), more or {})
  local found
  vim.lsp.buf_request(0, method, params, function(err, result) found = { err = err, result = result } end)
  wait(method, function() return found ~= nil end)
  return found and found.result
end
local function put(text) vim.fn.search(text, "cw") end

vim.cmd("edit talks.yaml")
local id = vim.lsp.start_client({ name = "briefing", cmd = vim.g.server, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
wait("start", function() return #vim.lsp.buf_get_clients(0) > 0 end)
local function codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(found, one.code or one.user_data.lsp.code) end
  return found
end
wait("diagnostics", function() return vim.tbl_contains(codes(), "B304") end)

put("nato, turkey")
vim.cmd("normal! cwnatoo")
wait("typed", function() return vim.tbl_contains(codes(), "B201") end)
out.typed = codes()

local actions = request("textDocument/codeAction", {
  range = vim.lsp.util.make_range_params(0, "utf-16").range, context = { diagnostics = {} },
})
for _, one in ipairs(actions or {}) do
  if one.title == "Perhaps `nato`" then vim.lsp.util.apply_workspace_edit(one.edit, "utf-16") end
end
wait("fixed", function() return not vim.tbl_contains(codes(), "B201") end)
out.fixed = vim.fn.getline(".")

put("- nato")
vim.cmd("normal! w")
out.hover = request("textDocument/hover").contents.value
local place = request("textDocument/definition")[1]
out.definition = vim.fn.fnamemodify(vim.uri_to_fname(place.uri or place.targetUri), ":t")

vim.cmd("normal! cwer")
vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
local items = request("textDocument/completion").items
out.completion = items[1] and items[1].label
vim.cmd("undo")

put("- Ada Lovelace")
vim.cmd("normal! w")
actions = request("textDocument/codeAction", {
  range = vim.lsp.util.make_range_params(0, "utf-16").range, context = { diagnostics = {} },
})
for _, one in ipairs(actions or {}) do
  if one.title == "Put Ada Lovelace into the registry" then
    out.resolved = one.edit == nil
    if not one.edit then  -- as `vim.lsp.buf.code_action` does when one is chosen
      local found
      vim.lsp.buf_request(0, "codeAction/resolve", one, function(_, result) found = result end)
      wait("resolve", function() return found ~= nil end)
      one = found
    end
    vim.lsp.util.apply_workspace_edit(one.edit, "utf-16")
  end
end
out.promoted = vim.fn.getline(".")

put("turkey, role")
vim.lsp.util.apply_workspace_edit(request("textDocument/rename", { newName = "tuerkiye" }), "utf-16")
vim.cmd("silent wall")
out.renamed = vim.fn.readfile("actors.yaml")
out.here = vim.fn.readfile("talks.yaml")

put("dinner]]")
vim.lsp.util.apply_workspace_edit(request("textDocument/rename", { newName = "supper" }) or {}, "utf-16")
vim.cmd("silent wall")
out.moved = { vim.fn.filereadable("dinner.yaml"), vim.fn.filereadable("supper.yaml") }
out.link = vim.fn.getline(".")

vim.lsp.stop_client(id)
vim.fn.writefile({ vim.fn.json_encode(out) }, vim.g.answer)
vim.cmd("qall!")
