"""From files to JSON that the schemas allow, or to what is wrong with it.

model_files    the files of a model; rule_files: endpoint rules and partitions
botocore_data  the models of an installed botocore
extras         what botocore adds to a file of a model
json_file      a file of JSON, in which nothing is hidden
problems       what is wrong, where, said so that it can be mended
"""
